package dev.tickbox.generator;

import dev.tickbox.Clock.Deadline;
import java.util.Optional;

/** Where nothing can be bought: every call is answered with why, and nothing is sent. */
public record UnavailableGenerator(String kind, Refused refusal) implements Generator {
    /** For commands and functions that never call a vendor. */
    public static final Generator HERE =
            new UnavailableGenerator("none", new Refused("there is no vendor here", false, Optional.empty()));

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return refusal;
    }

    @Override
    public Look look(String handle) {
        return new Unreachable(refusal.why());
    }

    @Override
    public Listing list(Mode mode) {
        return new NoAnswer(refusal.why());
    }

    @Override
    public void cancel(String handle) {}
}
