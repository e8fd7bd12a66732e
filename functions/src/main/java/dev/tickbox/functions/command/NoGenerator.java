package dev.tickbox.functions.command;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Optional;

/** For commands that never call a vendor. */
record NoGenerator() implements Generator {
    @Override
    public String kind() {
        return "none";
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return new Refused("this command buys nothing", false, Optional.empty());
    }

    @Override
    public Look look(String handle) {
        return new Unreachable("this command looks at nothing");
    }

    @Override
    public Found find(Label label) {
        return new NoAnswer("this command asks nothing");
    }

    @Override
    public void cancel(String handle) {}
}
