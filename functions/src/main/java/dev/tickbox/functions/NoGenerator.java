package dev.tickbox.functions;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Optional;

/** For commands and functions that never call a vendor. */
public record NoGenerator() implements Generator {
    @Override
    public String kind() {
        return "none";
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return new Refused("no vendor here: nothing is bought", false, Optional.empty());
    }

    @Override
    public Look look(String handle) {
        return new Unreachable("no vendor here: nothing is looked at");
    }

    @Override
    public Found find(Label label) {
        return new NoAnswer("no vendor here: nothing is asked");
    }

    @Override
    public void cancel(String handle) {}
}
