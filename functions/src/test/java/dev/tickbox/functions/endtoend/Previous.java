package dev.tickbox.functions.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The functions of the commit before this one, compiled from the repository's own history. */
final class Previous {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));

    private Previous() {}

    /** @return its class path; none where there is no history to take it from */
    static Optional<String> classPath(Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("previous.tar");
        if (!done("git", "-C", ROOT.toString(), "archive", "--output=" + archive, "HEAD~1", "shared", "functions")) {
            return Optional.empty();
        }
        assertThat(done("tar", "-xf", archive.toString(), "-C", folder.toString()))
                .isTrue();
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.endsWith(".jar") && !each.contains("tickbox"))
                .collect(Collectors.joining(File.pathSeparator));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> command = Stream.concat(
                        Stream.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", libraries),
                        Stream.concat(
                                sources(folder.resolve("shared/src/main/java")),
                                sources(folder.resolve("functions/src/main/java"))))
                .toList();
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
        assertThat(code).as("the previous commit does not compile").isZero();
        return Optional.of(String.join(
                File.pathSeparator, classes + "/", folder.resolve("shared/src/main/resources") + "/", libraries));
    }

    private static Stream<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".java")).toList().stream();
        }
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
