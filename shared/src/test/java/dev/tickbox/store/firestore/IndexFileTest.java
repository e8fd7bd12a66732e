package dev.tickbox.store.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.store.Indexes;
import dev.tickbox.transition.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Terraform reads the same file, so a query that works on the emulator also has its index in production. */
class IndexFileTest {
    private static final Pattern NAMED = Pattern.compile("(?:Collection\\.of|\\.collection)\\(\"([a-z]+)\"\\)");

    @Test
    void terraform_makes_the_indexes_that_the_queries_need_and_no_other() throws IOException {
        Golden.whole("../terraform/indexes.json", IndexFile.of(collections()), IndexFileTest.class);
    }

    @Test
    void what_is_read_backwards_or_added_up_is_a_query_too() {
        assertThat(Indexes.ALL).containsAll(Indexes.BACKWARDS);
        assertThat(Indexes.SUMS).allSatisfy(sum -> assertThat(Indexes.ALL).contains(sum.over()));
    }

    /** Every collection that the library names: Firestore indexes all of a collection that nobody told it about. */
    private static Set<String> collections() throws IOException {
        Path sources = Path.of(System.getProperty("tickbox.root", "..")).resolve("shared/src/main/java");
        Set<String> names = new TreeSet<>();
        try (var files = Files.walk(sources)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                NAMED.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        assertThat(names).contains("control", "definitions", "jobs", "steps", "bodies");
        return names;
    }
}
