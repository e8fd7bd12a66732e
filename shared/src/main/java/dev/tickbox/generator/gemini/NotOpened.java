package dev.tickbox.generator.gemini;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Optional;

/** The vendor's client could not be made, as without credentials: nothing is sent, and a person has to see to it. */
record NotOpened(String kind, String why) implements Generator {
    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return new Refused(why, false, Whom.ACCOUNT, Optional.empty());
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
