package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import dev.tickbox.functions.telling.Difference;
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
final class Push implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Push(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        // Content first: a mistake in it makes no store.
        Definition definition = Session.read(where.needContent(), where.onFirestore());
        try (Session session = Session.open(where, here)) {
            var definitions = session.definitions();
            List<String> changes = Difference.between(definitions.current(), definition);
            boolean pushed = definitions.push(definition);
            Voice voice = Voice.of(spec, where.json);
            voice.say(changes.isEmpty() ? List.of("nothing changed") : changes);
            if (pushed) {
                voice.say("content " + definition.sha().substring(0, 12)
                        + " is current now; runs that begin from now on use it");
            }
            Map<String, Object> map = Difference.toMap(changes);
            map.put("definition", definition.sha());
            voice.object(map);
            return 0;
        }
    }
}
