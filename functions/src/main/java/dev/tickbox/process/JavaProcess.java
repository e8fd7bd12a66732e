package dev.tickbox.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This Java with this class path, started again for another purpose. {@code tickbox.classpath} names another class path, and
 * {@code tickbox.archive} the archive of its classes that makes each start quicker.
 */
public final class JavaProcess {
    private JavaProcess() {}

    public static ProcessBuilder running(Class<?> main, List<String> arguments) {
        return running(main.getName(), arguments);
    }

    public static ProcessBuilder running(String main, List<String> arguments) {
        String archive = System.getProperty("tickbox.archive", "");
        String option = Files.isRegularFile(Path.of(archive)) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto";
        return running(option, classPath(), main, arguments);
    }

    /** With another class path, and an option that reads or makes an archive of its classes. */
    static ProcessBuilder running(String archiveOption, String classPath, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xlog:all=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                archiveOption,
                "-cp",
                classPath,
                main));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String classPath() {
        return System.getProperty("tickbox.classpath", System.getProperty("java.class.path"));
    }
}
