package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An otherwise good content folder. */
abstract class OneMistake {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path path;

    @SuppressWarnings("NullAway.Init")
    TestFolder folder;

    @BeforeEach
    void good() {
        folder = TestFolder.at(path);
    }

    void more(String more, String... problems) {
        assertThat(folder.and(more).problems()).containsExactly(problems);
    }
}
