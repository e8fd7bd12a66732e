package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.functions.Wiring;
import dev.tickbox.functions.telling.Estimate;
import dev.tickbox.functions.telling.Preview;
import dev.tickbox.money.Prices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Shows every mistake in the content at once, or what it will do, when, and for how much.",
            "It buys nothing, writes nothing and needs no store."
        },
        footer = {"", "Example: tickbox check --content my-sites"})
final class Check implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Check(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Definition definition = Session.read(where.needContent(), where.onFirestore());
        there(definition);
        Instant now = here.clock().now();
        LocalDate day = LocalDate.ofInstant(now, definition.budget().zone());
        Preview preview = new Preview(definition, new Estimate(Prices.standard().with(definition.vendor()), day), now);
        Voice voice = Voice.of(spec, where.json);
        voice.say(preview.lines());
        voice.say("");
        voice.say("No mistakes. Content " + definition.sha().substring(0, 12) + ".");
        voice.object(preview.toMap());
        return 0;
    }

    /** Classes can only be looked for once the content stands; then all at once, too. */
    private static void there(Definition definition) {
        List<String> missing = new ArrayList<>();
        for (Job job : definition.jobs().values()) {
            try {
                job.javaClass().ifPresent(Wiring::program);
            } catch (IllegalArgumentException e) {
                missing.add("jobs." + job.id() + ".java: " + e.getMessage());
            }
        }
        if (!missing.isEmpty()) {
            throw new Complaint(String.join("\n", missing));
        }
    }
}
