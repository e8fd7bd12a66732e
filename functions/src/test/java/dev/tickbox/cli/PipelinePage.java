package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the docs with whole content folders: under each heading, every file below its name. */
final class PipelinePage {
    static final Path FILE = Path.of(System.getProperty("tickbox.root", "..")).resolve("shared/docs/pipelines.md");
    private static final Pattern NAMED = Pattern.compile("(?m)^`([^`\n]+)`\n```\\w*\n(.*?)```$", Pattern.DOTALL);

    private PipelinePage() {}

    /** The files of one pipeline by their names, as they are printed. */
    static Map<String, String> files(String heading) throws IOException {
        String page = Files.readString(FILE);
        int begin = page.indexOf("\n## " + heading + "\n");
        assertThat(begin).as("a section " + heading).isPositive();
        int end = page.indexOf("\n## ", begin + 4);
        Map<String, String> files = new LinkedHashMap<>();
        Matcher file = NAMED.matcher(page.substring(begin, end < 0 ? page.length() : end));
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        assertThat(files).as(heading).containsKey("tickbox.yaml");
        return files;
    }

    /** The files of one pipeline in a folder, as a reader copies them. */
    static void copy(String heading, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files(heading).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
