package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares texts with reviewed files; -Dtickbox.golden=write writes the files again. */
final class GoldenText {
    private static final Path FOLDER =
            Path.of(System.getProperty("tickbox.root", ".."), "shared/src/test/resources/view");

    private GoldenText() {}

    static void check(String name, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Path file = FOLDER.resolve(name + ".txt");
        if (System.getProperty("tickbox.golden", "").equals("write")) {
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
