package dev.tickbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = {
            "Makes a folder to start from: two sites, two jobs, their prompts.",
            "It never overwrites a file. What it makes works as it is: try it for free with `tickbox up --simulate`."
        },
        footer = {"", "Example: tickbox init my-sites"})
final class InitCommand implements Callable<Integer> {
    /** As it is called in the program, and in the folder. A packaged .gitignore would be easy to lose. */
    private static final List<String> FILES =
            List.of("tickbox.yaml", "prompts/garden.md", "prompts/outline.md", "prompts/recipe.md", "gitignore");

    @Parameters(paramLabel = "DIR", description = "The folder; it is made if it is not there.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path content = folder.resolve("tickbox.yaml");
        if (Files.exists(content)) {
            throw new UserError(
                    content + " is there already; nothing was written. See what it says with: tickbox check --content "
                            + folder);
        }
        List<String> made = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        FILES.forEach(name -> {
            String target = name.equals("gitignore") ? ".gitignore" : name;
            (write(name, folder.resolve(target)) ? made : kept).add(target);
        });
        Console voice = Console.of(spec, json);
        made.forEach(name -> voice.say("made " + folder.resolve(name)));
        kept.forEach(name -> voice.say("kept " + folder.resolve(name) + ", which was there"));
        voice.say("");
        voice.say("Next, to see what it will do, and then to see it done, for free:");
        voice.say("  cd " + folder + " && tickbox check --simulate");
        voice.say("  tickbox up --simulate --every 5");
        voice.object(Map.of("folder", folder.toString(), "made", made, "kept", kept));
        return 0;
    }

    private static boolean write(String name, Path target) {
        try (var in = Objects.requireNonNull(InitCommand.class.getResourceAsStream("init/" + name), name)) {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(in, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(target)) {
                return false;
            }
            throw new UserError(e.getFile() + " is in the way: it is no folder");
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }
}
