package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.view.ContentDifference;
import dev.tickbox.view.DeploymentGap;
import java.util.ArrayList;
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
            "Checks the content, shows what changes, and makes it the current content of the store.",
            "Functions read the content from the store, so an edited prompt needs no deployment. On one machine, every",
            "tick does the same.",
            "Runs that have started continue with the content they started with: an edit buys nothing again."
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
        // The content first, so that a mistake in it creates no store.
        ContentFolder.Good content = StoreSession.content(where.needContent(), where.onFirestore());
        Definition definition = content.definition();
        try (StoreSession session = StoreSession.open(where, here)) {
            var definitions = session.definitions();
            var current = definitions.current();
            List<String> changes = ContentDifference.between(current, definition);
            List<String> gap = where.onFirestore() ? DeploymentGap.between(current, definition) : List.of();
            List<String> warnings = new ArrayList<>(ContentDifference.warnings(current, definition));
            content.warnings().forEach(each -> warnings.add("Warning: " + each));
            boolean pushed = definitions.push(definition);
            Console voice = Console.of(spec, where.json);
            voice.say(changes.isEmpty() ? List.of("nothing changed") : changes);
            voice.say(warnings);
            if (pushed) {
                voice.say("content " + definition.sha().substring(0, 12) + " is now current; new runs use it");
            }
            if (!gap.isEmpty()) {
                voice.say("Apply the deployment with this content, too (terraform apply). Until then:");
                gap.forEach(line -> voice.say("  " + line));
            }
            Map<String, Object> map = ContentDifference.toMap(changes);
            map.put("warnings", warnings);
            map.put("needsDeployment", gap);
            map.put("definition", definition.sha());
            voice.object(map);
            return 0;
        }
    }
}
