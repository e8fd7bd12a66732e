package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.money.Prices;
import dev.tickbox.view.ContentPreview;
import dev.tickbox.view.Estimate;
import dev.tickbox.wiring.Wiring;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Lists every mistake in the content, or what each job will do, when, and for how much.",
            "Then it lists what a tick on this machine could not do, for want of a key, a secret or a permission.",
            "It buys nothing, writes nothing and needs no store."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the content has no mistakes, and a tick on this machine could buy and publish",
            "1:the content has mistakes",
            "3:the content has no mistakes, but a tick on this machine could not buy or publish"
        },
        footer = {"", "Example: tickbox check --content my-sites"})
final class CheckCommand implements Callable<Integer> {
    /** A code of its own: the content may be right and the ticks may run elsewhere, so a script must be able to tell. */
    static final int NOT_FROM_HERE = 3;

    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ContentFolder.Good content = StoreSession.content(where.needContent(), where.onFirestore());
        Definition definition = content.definition();
        there(definition);
        Instant now = here.clock().now();
        LocalDate day = LocalDate.ofInstant(now, definition.budget().zone());
        ContentPreview preview = new ContentPreview(
                definition,
                content.warnings().stream().map(Object::toString).toList(),
                new Estimate(Prices.standard().with(definition.vendor()), day),
                now);
        Console voice = Console.of(spec, where.json);
        MissingForTicks lacks = MissingForTicks.of(definition, where, here);
        voice.say(preview.lines(where.texts()));
        voice.say("");
        voice.say("No mistakes. Content " + definition.sha().substring(0, 12) + ".");
        if (where.onFirestore()) {
            voice.say("The key and the secrets of the functions cannot be checked from here.");
        }
        if (lacks.any()) {
            voice.say("");
            voice.say(lacks.text());
            voice.say(
                    "(Variables that are set only where the ticks run, for instance in a crontab, cannot be checked here.)");
        }
        Map<String, Object> map = preview.toMap(where.texts());
        map.put("notFromHere", lacks.lines());
        voice.object(map);
        return lacks.any() ? NOT_FROM_HERE : 0;
    }

    /** Classes are looked up only when the content has no other mistake; then all missing ones are listed at once. */
    private static void there(Definition definition) {
        List<String> missing = Wiring.missingClasses(definition);
        if (!missing.isEmpty()) {
            throw new UserError(String.join("\n", missing));
        }
    }
}
