package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is compared with what the code says today, or written anew from it. */
public final class Golden {
    private static final Path MODULE =
            Path.of(System.getProperty("tickbox.root", "..")).resolve("shared");
    public static final boolean WRITE =
            System.getProperty("tickbox.golden", "check").equals("write");
    private static final String HOW =
            "%s is not what the code does; if the code is right: mvn -pl shared test -Dtest='%s' -Dtickbox.golden=write";

    private Golden() {}

    public static void whole(String file, String text, Class<?> test) throws IOException {
        Path path = MODULE.resolve(file);
        if (WRITE) {
            Files.writeString(path, text);
        }
        assertThat(Files.readString(path)).as(HOW, file, test.getSimpleName()).isEqualTo(text);
    }

    /** Only what stands between the two marks. */
    public static void part(String file, String name, String text, Class<?> test) throws IOException {
        Path path = MODULE.resolve(file);
        String begin = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end: " + name + " -->\n";
        String all = Files.readString(path);
        assertThat(all).contains(begin, end);
        int from = all.indexOf(begin) + begin.length();
        int to = all.indexOf(end);
        if (WRITE) {
            Files.writeString(path, all.substring(0, from) + text + all.substring(to));
        } else {
            assertThat(all.substring(from, to))
                    .as(HOW, file, test.getSimpleName())
                    .isEqualTo(text);
        }
    }
}
