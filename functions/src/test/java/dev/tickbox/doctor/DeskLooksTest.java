package dev.tickbox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.doctor.Finding.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks whose answers a test cannot have from a real machine: the free disk, the build, the clock. */
class DeskLooksTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void little_free_disk_is_a_warning_and_hardly_any_is_bad() {
        StoreFileLook look = new StoreFileLook(folder.resolve("tickbox.db"), words -> "tickbox " + words);
        assertThat(look.free(1L << 40, folder)).isEmpty();
        assertThat(look.free(500L << 20, folder))
                .hasValueSatisfying(each -> assertThat(each.text()).startsWith("only 500 MiB are free"))
                .map(Finding::verdict)
                .contains(Verdict.WARNING);
        assertThat(look.free(StoreFileLook.LEAST_FREE - 1, folder))
                .map(Finding::verdict)
                .contains(Verdict.BAD);
    }

    @Test
    void a_store_in_a_folder_that_is_missing_is_bad() {
        StoreFileLook look = new StoreFileLook(folder.resolve("none/tickbox.db"), words -> "tickbox " + words);
        assertThat(look.look()).singleElement().satisfies(each -> {
            assertThat(each.verdict()).isEqualTo(Verdict.BAD);
            assertThat(each.text()).contains("mkdir -p " + folder.resolve("none"));
        });
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_clock_is_right_within_the_blur_of_a_header_and_bad_beyond_the_skew() {
        assertThat(clock(0)).matches(each -> each.verdict() == Verdict.GOOD);
        assertThat(clock(-3)).matches(each -> each.verdict() == Verdict.GOOD);
        assertThat(clock(4)).matches(each -> each.verdict() == Verdict.WARNING);
        assertThat(clock(-30)).matches(each -> each.verdict() == Verdict.WARNING);
        assertThat(clock(31).text())
                .startsWith("the clock of this machine is 31 s behind that of the vendor; more than");
        assertThat(clock(-31))
                .matches(each -> each.verdict() == Verdict.BAD && each.text().contains("ahead of"));
    }

    private static Finding clock(long theirsAhead) {
        return ClockFinding.of("the vendor", NOON.plusSeconds(theirsAhead), NOON, NOON);
    }

    /** An answer that took a minute may be stamped at any time of that minute. */
    @Test
    void a_slow_answer_is_no_skew() {
        assertThat(ClockFinding.of("the vendor", NOON.plusSeconds(50), NOON, NOON.plusSeconds(60)))
                .matches(each -> each.verdict() == Verdict.GOOD);
    }

    private List<Finding> program(Optional<Path> launcher, boolean isQuick) {
        Map<String, String> properties = new TreeMap<>(Map.of("java.runtime.version", "25.0.1", "java.home", "/jdk"));
        launcher.ifPresent(path -> properties.put("tickbox.command", path.toString()));
        if (isQuick) {
            properties.put("tickbox.archive", "/a.jsa");
        }
        return new ProgramLook(properties).look();
    }

    @Test
    void a_build_older_than_its_sources_is_a_warning_with_the_way_to_build() throws Exception {
        Path launcher = Files.createFile(folder.resolve("tickbox"));
        assertThat(program(Optional.of(launcher), true).getLast().text()).contains("is gone");
        Path jar = folder.resolve("functions/target/tickbox-functions-0.1.0.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Path source = folder.resolve("shared/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Files.setLastModifiedTime(source, FileTime.from(NOON));
        Files.setLastModifiedTime(jar, FileTime.from(NOON.plusSeconds(1)));
        assertThat(program(Optional.of(launcher), true)).allMatch(each -> each.verdict() == Verdict.GOOD);
        assertThat(program(Optional.of(launcher), false).getLast().text())
                .contains("archive for quick starts is missing");
        Files.setLastModifiedTime(source, FileTime.from(NOON.plusSeconds(2)));
        assertThat(program(Optional.of(launcher), true).getLast())
                .matches(each -> each.verdict() == Verdict.WARNING)
                .satisfies(each -> assertThat(each.mend().orElse("")).startsWith("rm " + jar));
        assertThat(program(Optional.empty(), true).getLast().text()).startsWith("started without the launcher");
    }
}
