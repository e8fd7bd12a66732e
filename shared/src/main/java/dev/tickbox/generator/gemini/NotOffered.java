package dev.tickbox.generator.gemini;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Optional;

/** A way of buying that this vendor does not have. */
record NotOffered(String kind, String why) implements Generator {
    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return new Refused(why, true, Optional.empty());
    }

    @Override
    public Look look(String handle) {
        return new Unreachable(why);
    }

    @Override
    public Found find(Label label) {
        return new NoAnswer(why);
    }

    @Override
    public void cancel(String handle) {}
}
