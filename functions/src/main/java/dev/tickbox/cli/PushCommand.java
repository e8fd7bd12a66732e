package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.view.ContentDifference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "push",
        description = {
            "Checks the content, shows what changes, and makes it the store's current one.",
            "Functions read it from the store, so an edited prompt is no deployment. On one machine every tick does it.",
            "Runs that have begun go on with the content they began with: nothing is bought again for an edit."
        },
        footer = {"", "Example: tickbox push --store firestore:my-project"})
final class PushCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PushCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        // Content first: a mistake in it makes no store.
        Definition definition = StoreSession.read(where.needContent(), where.onFirestore());
        try (StoreSession session = StoreSession.open(where, here)) {
            var definitions = session.definitions();
            List<String> changes = ContentDifference.between(definitions.current(), definition);
            boolean pushed = definitions.push(definition);
            Console voice = Console.of(spec, where.json);
            voice.say(changes.isEmpty() ? List.of("nothing changed") : changes);
            if (pushed) {
                voice.say("content " + definition.sha().substring(0, 12)
                        + " is current now; runs that begin from now on use it");
            }
            Map<String, Object> map = ContentDifference.toMap(changes);
            map.put("definition", definition.sha());
            voice.object(map);
            return 0;
        }
    }
}
