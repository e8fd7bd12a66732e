package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.house.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Pattern CONSTRUCTED =
            Pattern.compile("new (Purchase|Vendor|Run|Publish|Tick|Content)Limits\\(\\s*(\\S+)");

    /** The compiler checks the names, but only where there are some; beside the record itself they are always there. */
    @Test
    void limits_are_constructed_with_the_name_before_each_value() throws IOException {
        List<String> unnamed = new ArrayList<>();
        for (Path file : Sources.all()) {
            if (file.endsWith("Limits.java") || file.endsWith("Definition.java")) {
                continue;
            }
            CONSTRUCTED
                    .matcher(Files.readString(file))
                    .results()
                    .filter(found -> !found.group(2).startsWith("/*"))
                    .forEach(found -> unnamed.add(file.getFileName() + ": " + found.group()));
        }
        assertThat(unnamed).isEmpty();
    }
}
