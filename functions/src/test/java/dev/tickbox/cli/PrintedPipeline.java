package dev.tickbox.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of one pipeline of the docs, whose files are in a folder of its own as they are printed. */
abstract class PrintedPipeline {
    private final String heading;

    @TempDir
    protected Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    protected PipelineFixture world;

    PrintedPipeline(String heading) {
        this.heading = heading;
    }

    /** What must differ from what is printed, since nothing here leaves this machine. */
    protected void adapt() throws Exception {}

    @BeforeEach
    void copied() throws Exception {
        PipelinePage.copy(heading, folder);
        adapt();
        world = new PipelineFixture(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }
}
