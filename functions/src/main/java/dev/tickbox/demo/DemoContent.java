package dev.tickbox.demo;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Request;
import dev.tickbox.money.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The content of both contenders: four sites, four jobs, one prompt each. */
final class DemoContent {
    static final List<String> SITES = List.of("garden", "kitchen", "nightsky", "trails");

    private static final String FIRST_LINE = "For the site ";
    private static final String YAML = """
            # What the demo published. The sites ended with it, so this folder is only to be read.
            sites:
              garden: {publisher: git, remote: "%1$s/garden.git", branch: main, file: "{{run.date}}-{{article.slug}}.md"}
              kitchen: {publisher: git, remote: "%1$s/kitchen.git", branch: main, file: "{{run.date}}-{{article.slug}}.md"}
              nightsky: {publisher: git, remote: "%1$s/nightsky.git", branch: main, file: "{{run.date}}-{{article.slug}}.md"}
              trails: {publisher: git, remote: "%1$s/trails.git", branch: main, file: "{{run.date}}-{{article.slug}}.md"}
            jobs:
              garden-daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompts/article.md}
              kitchen-daily: {site: kitchen, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompts/article.md}
              nightsky-nightly: {site: nightsky, schedule: "0 18 * * *", model: gemini-3.8-flash, prompt: prompts/article.md}
              trails-weekly: {site: trails, schedule: "0 6 * * THU", model: gemini-3.8-flash, prompt: prompts/article.md}
            """;
    private static final String PROMPT = FIRST_LINE + """
            {{site.id}}

            Write the article of {{run.date}}: one thing worth doing or seeing today, about 300 words.
            """;

    private DemoContent() {}

    /** @param remote the address that contains the repositories of the sites */
    static void write(Path folder, String remote) throws IOException {
        Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(folder.resolve(ContentFolder.FILE), YAML.formatted(remote));
        Files.writeString(folder.resolve("prompts/article.md"), PROMPT);
    }

    static Definition read(Path folder) {
        return switch (ContentFolder.read(
                folder, new ContentFolder.Options(false, Prices.standard().known()))) {
            case ContentFolder.Good good -> good.definition();
            case ContentFolder.Bad bad -> throw new IllegalStateException("the demo's content: " + bad.problems());
        };
    }

    /** The site of a rendered prompt. */
    static String site(Request request) {
        return request.prompt().lines().findFirst().orElse("").substring(FIRST_LINE.length());
    }
}
