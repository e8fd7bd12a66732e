package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.vendor.TestKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after all other tests, and searches everything that the tests of both modules printed. */
@Tag("printed")
class SuitePrintedIT {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));

    @ParameterizedTest
    @ValueSource(strings = {"shared", "functions"})
    void nothing_that_the_suite_printed_has_the_key(String module) throws Exception {
        Path reports = ROOT.resolve(module).resolve("target/surefire-reports");
        assertThat(reports).as("run mvn verify at the top").isNotEmptyDirectory();
        try (var files = Files.list(reports)) {
            List<Path> telling = files.filter(file -> has(file)).toList();
            assertThat(telling).isEmpty();
        }
    }

    private static boolean has(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(TestKey.VALUE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
