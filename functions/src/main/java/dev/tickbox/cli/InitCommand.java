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
            "Creates a content folder to start from: two sites, two jobs and their prompts.",
            "It never overwrites a file. Try the result for free with `tickbox up --simulate`."
        },
        footer = {"", "Example: tickbox init my-sites"})
final class InitCommand implements Callable<Integer> {
    /** The names of the resources. The file .gitignore is stored as gitignore, because build tools leave dot files out. */
    private static final List<String> FILES =
            List.of("tickbox.yaml", "prompts/garden.md", "prompts/outline.md", "prompts/recipe.md", "gitignore");

    @Parameters(paramLabel = "DIR", description = "The folder; it is created if it does not exist.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path content = folder.resolve("tickbox.yaml");
        if (Files.exists(content)) {
            throw new UserError(
                    content + " already exists; nothing was written. To check it: tickbox check --content " + folder);
        }
        List<String> made = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        FILES.forEach(name -> {
            String target = name.equals("gitignore") ? ".gitignore" : name;
            (write(name, folder.resolve(target)) ? made : kept).add(target);
        });
        Console voice = Console.of(spec, json);
        made.forEach(name -> voice.say("created " + folder.resolve(name)));
        kept.forEach(name -> voice.say("kept " + folder.resolve(name) + ", which already existed"));
        voice.say("");
        voice.say("Next: check what it will do, then watch it, for free:");
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
            throw new UserError(e.getFile() + " exists and is not a folder");
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }
}
