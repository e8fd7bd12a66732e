package dev.tickbox.process;

import dev.tickbox.demo.DemoTraining;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that tests start. Where there are packages, they run from those, with an archive of their classes as the command has one. */
public final class PackagedProcess {
    private static final int TRAINING_MINUTES = 2;

    static {
        try {
            train();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no archive of classes could be made", e);
        }
    }

    private PackagedProcess() {}

    public static ProcessBuilder running(Class<?> main, List<String> arguments) {
        return JavaProcess.running(main, arguments);
    }

    /** Makes the archive, once for all tests, so that every later {@link JavaProcess} has it. */
    public static void prepare() {
        // The work is done when this class is initialised.
    }

    private static void train() throws IOException, InterruptedException {
        String name = System.getProperty("tickbox.archive", "");
        if (name.isEmpty()) {
            return;
        }
        Path archive = Path.of(name);
        String classPath = System.getProperty("tickbox.classpath");
        String packages = classPath.substring(0, classPath.lastIndexOf(File.pathSeparator));
        Path app = Path.of(packages.substring(0, packages.indexOf(File.pathSeparator)));
        boolean isNew = Files.isRegularFile(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(app)) > 0;
        if (isNew) {
            return;
        }
        Path made = archive.resolveSibling("tests.jsa");
        Process training = JavaProcess.running(
                        "-XX:ArchiveClassesAtExit=" + made, packages, DemoTraining.class.getName(), List.of())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!training.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) {
            training.destroyForcibly();
        }
        if (Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
