package dev.tickbox.cli;

import dev.tickbox.content.Suggestion;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = {
            "Creates a content folder to start from: two sites, two jobs and their prompts.",
            "With --from feed-digest: a weekly letter about what some feeds brought, which waits for your approval.",
            "It never overwrites a file. Try the result for free with `tickbox up --simulate`."
        },
        footer = {"", "Example: tickbox init my-sites", "Example: tickbox init --from feed-digest my-letter"})
final class InitCommand implements Callable<Integer> {
    /** The names of the resources. The file .gitignore is stored as gitignore, because build tools leave dot files out. */
    private static final List<String> FILES =
            List.of("tickbox.yaml", "prompts/garden.md", "prompts/outline.md", "prompts/recipe.md", "gitignore");

    private static final String DIGEST = "feed-digest";
    private static final List<String> DIGEST_FILES = List.of("tickbox.yaml", "prompts/letter.md", "gitignore");

    @Option(names = "--from", paramLabel = "SAMPLE", description = "Begin with this sample: " + DIGEST + ".")
    private @Nullable String sample;

    @Parameters(paramLabel = "DIR", description = "The folder; it is created if it does not exist.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (sample != null && !sample.equals(DIGEST)) {
            String hint = Suggestion.hint(sample, List.of(DIGEST));
            throw new UserError("there is no sample " + sample + (hint.isEmpty() ? "; known: " + DIGEST : hint)
                    + "; nothing was written");
        }
        Path content = folder.resolve("tickbox.yaml");
        if (Files.exists(content)) {
            throw new UserError(
                    content + " already exists; nothing was written. To check it: tickbox check --content " + folder);
        }
        List<String> made = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        (sample == null ? FILES : DIGEST_FILES).forEach(name -> {
            String target = name.equals("gitignore") ? ".gitignore" : name;
            (write(resource(name), folder.resolve(target)) ? made : kept).add(target);
        });
        Console voice = Console.of(spec, json);
        made.forEach(name -> voice.say("created " + folder.resolve(name)));
        kept.forEach(name -> voice.say("kept " + folder.resolve(name) + ", which already existed"));
        voice.say("");
        voice.say("Next: check what it will do, then watch it, for free:");
        voice.say("  cd " + folder + " && tickbox check --simulate");
        voice.say("  tickbox up --simulate --every 5");
        if (sample != null) {
            voice.say("In a second terminal, in the same folder, make a letter now and approve it:");
            voice.say("  tickbox run letter-weekly --simulate");
            voice.say("  tickbox list --simulate");
            voice.say("  tickbox approve letter-weekly@ --simulate");
        }
        voice.object(Map.of("folder", folder.toString(), "made", made, "kept", kept));
        return 0;
    }

    private String resource(String name) {
        return sample == null || name.equals("gitignore") ? name : sample + "/" + name;
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
