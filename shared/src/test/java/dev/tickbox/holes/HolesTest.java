package dev.tickbox.holes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.house.Sources;
import dev.tickbox.transition.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The holes are in {@code holes.yaml}. {@code -Dtickbox.holes=all} puts each of them back and looks for it, {@code -Dtickbox.holes=A3,B22c}
 * some of them; {@code -Dtickbox.holes.together=2} does two at a time. All of them with {@code -Dtickbox.golden=write} writes the table in
 * the docs. To replay one finding, make the edits of its hole by hand, and then what SimulationTest or InterleavingTest say.
 */
class HolesTest {
    private static final String PAGE = "docs/how-it-is-tested.md";
    private static final String WANTED = System.getProperty("tickbox.holes", "");
    private static final int TOGETHER = Integer.getInteger("tickbox.holes.together", 1);
    private static final int BY_THE_GENERAL_MACHINERY = 14;
    private static final String HEAD = "| hole | what it is | found by | after |\n|---|---|---|---|\n";

    private static final List<Hole> ALL = Hole.all();

    @Test
    void every_hole_has_edits_that_still_apply_and_something_that_finds_it() throws Exception {
        for (Hole hole : ALL) {
            assertThat(PutBack.edited(hole)).as("%s", hole).isNotEmpty();
            assertThat(hole.finders()).as("%s", hole).isNotEmpty();
        }
    }

    @Test
    void none_is_left_out_and_fourteen_are_found_by_the_general_machinery() {
        Set<String> expected = Stream.of(
                        IntStream.rangeClosed(1, 15).mapToObj(number -> "A" + number),
                        IntStream.rangeClosed(16, 23).mapToObj(number -> "B" + number),
                        IntStream.rangeClosed(1, 13).mapToObj(number -> "C" + number))
                .flatMap(numbers -> numbers)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(wholes(ALL)).isEqualTo(expected);
        List<Hole> general = ALL.stream()
                .filter(hole -> hole.finders().stream().anyMatch(Finder::isGeneral))
                .toList();
        assertThat(wholes(general)).hasSizeGreaterThanOrEqualTo(BY_THE_GENERAL_MACHINERY);
    }

    @Test
    void the_docs_have_a_line_for_each() throws Exception {
        List<String> lines = Files.readAllLines(Sources.ROOT.resolve("shared").resolve(PAGE)).stream()
                .filter(line -> line.matches("\\| [ABC]\\d+[a-z]? \\|.*"))
                .toList();
        List<String> expected = ALL.stream()
                .flatMap(hole -> hole.finders().stream().map(finder -> Search.beginning(hole, finder)))
                .toList();
        assertThat(lines)
                .as("mvn -pl shared test -Dtest=HolesTest -Dtickbox.holes=all -Dtickbox.golden=write")
                .hasSameSizeAs(expected)
                .zipSatisfy(expected, (line, beginning) -> assertThat(line).startsWith(beginning));
    }

    private static Set<String> wholes(List<Hole> holes) {
        return holes.stream().map(Hole::whole).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @EnabledIfSystemProperty(named = "tickbox.holes", matches = ".+")
    void each_hole_is_found_once_it_is_put_back(@TempDir Path folder) throws Exception {
        List<Callable<Search.Found>> searches = new ArrayList<>();
        for (Hole hole : wanted()) {
            for (Finder finder : hole.finders()) {
                Path own = Files.createDirectory(folder.resolve("search" + searches.size()));
                searches.add(() -> told(new Search(hole, finder, own).play()));
            }
        }
        StringBuilder table = new StringBuilder(HEAD);
        List<String> failures = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(TOGETHER)) {
            for (Future<Search.Found> each : threads.invokeAll(searches)) {
                switch (each.state()) {
                    case SUCCESS -> table.append(each.resultNow().line());
                    case FAILED, CANCELLED, RUNNING -> failures.add(String.valueOf(each.exceptionNow()));
                }
            }
        }
        System.out.println(table);
        failures.forEach(System.out::println);
        assertThat(failures).as("holes that are open and were not found").isEmpty();
        if (WANTED.equals("all") && Golden.WRITE) {
            Golden.part(PAGE, "holes", table.toString(), HolesTest.class);
        }
    }

    private static List<Hole> wanted() {
        Set<String> numbers = Set.copyOf(Arrays.asList(WANTED.split(",")));
        List<Hole> holes = ALL.stream()
                .filter(hole ->
                        WANTED.equals("all") || numbers.contains(hole.number()) || numbers.contains(hole.whole()))
                .toList();
        assertThat(holes).as("holes of %s", WANTED).isNotEmpty();
        return holes;
    }

    private static Search.Found told(Search.Found found) {
        System.out.println(found.line() + "    " + found.how());
        return found;
    }
}
