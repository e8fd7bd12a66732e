package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.money.Prices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation: content that can be read, and command lines that the command accepts. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("```\\w*\n(.*?)```|`([^`\n]+)`", Pattern.DOTALL);
    /** Such as {@code webhook: {url: "https://…"}}, a setting at the top of a content file. */
    private static final Pattern SETTING =
            Pattern.compile("`((?:vars|budget|limits|ticks|gemini|vertex|webhook|prices): *\\{[^`\n]*})`");

    private static final Pattern PROMPT = Pattern.compile("prompts/[\\w-]+\\.md");
    /** The command with its arguments, up to whatever ends it in a shell or in a sentence. */
    private static final Pattern COMMAND = Pattern.compile("(?:^|[\\s(/])tickbox((?: +[^\\s&|;>)#`]+)+)");
    /** Names a command without its arguments, or stands for any. */
    private static final Pattern MENTION = Pattern.compile("\\w+|.*(?:COMMAND|…|=|\\[).*");

    private static final String SMALL = """
            sites: {garden: {publisher: folder, path: public}}
            jobs: {daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompts/daily.md}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private static List<Path> pages() throws Exception {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("shared/docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.addAll(Stream.of("README.md", "CONTRIBUTING.md", "terraform/README.md")
                    .map(ROOT::resolve)
                    .toList());
            return pages;
        }
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    @TestFactory
    List<DynamicTest> every_content_file_in_the_docs_can_be_read() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            // Its blocks are files of whole folders, which the tests of the pipelines read and run.
            List<MatchResult> blocks = page.endsWith(PipelinePage.FILE.getFileName()) ? List.of() : found(YAML, text);
            for (MatchResult block : blocks) {
                tests.add(read(page, block.group(1)));
            }
            for (MatchResult setting : found(SETTING, text)) {
                if (!setting.group(1).matches(".*(: *[A-Z]+[,}]|…|NUMBER|\\{[A-Z]+:|\\{\\w+[,}]).*")) {
                    tests.add(read(page, SMALL + setting.group(1) + "\n"));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(3);
        return tests;
    }

    private DynamicTest read(Path page, String yaml) {
        return DynamicTest.dynamicTest(
                page.getFileName() + ": " + yaml.lines().findFirst().orElse(""), () -> {
                    Files.createDirectories(folder.resolve("prompts"));
                    Files.writeString(folder.resolve("tickbox.yaml"), yaml);
                    for (MatchResult prompt : found(PROMPT, yaml)) {
                        Files.writeString(folder.resolve(prompt.group()), "Write about {{run.date}}.\n");
                    }
                    ContentFolder.Options options =
                            new ContentFolder.Options(false, Prices.standard().known());
                    assertThat(ContentFolder.read(folder, options)).as(yaml).isInstanceOf(ContentFolder.Good.class);
                });
    }

    @TestFactory
    List<DynamicTest> every_command_line_in_the_docs_is_accepted() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult code : found(CODE, Files.readString(page))) {
                String text = code.group(1) == null ? code.group(2) : code.group(1);
                for (MatchResult command : found(COMMAND, examples(page, text))) {
                    String words = command.group(1).strip();
                    if (!MENTION.matcher(words).matches()) {
                        tests.add(DynamicTest.dynamicTest(page.getFileName() + ": " + words, () -> accepted(words)));
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests;
    }

    /** The page of the commands is help text, in which only some lines are command lines. */
    private static String examples(Path page, String text) {
        return page.endsWith("commands.md")
                ? text.lines().filter(line -> line.startsWith("Example: ")).collect(Collectors.joining("\n"))
                : text;
    }

    private static void accepted(String words) {
        assertThatCode(() -> CommandsPageTest.commandLine().parseArgs(asTyped(words)))
                .as("tickbox " + words)
                .doesNotThrowAnyException();
    }

    /** As a shell splits it: what is quoted is one word. */
    private static String[] asTyped(String words) {
        return Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(words)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }
}
