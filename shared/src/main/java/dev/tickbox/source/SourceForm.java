package dev.tickbox.source;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a source is read as. */
public sealed interface SourceForm {
    /** Pages and texts are cut here unless the content says otherwise. */
    int DEFAULT_MAX_CHARS = 100_000;

    /** Its word in content files. */
    String word();

    /** Whether it gives rows; otherwise it gives one record. */
    boolean isTable();

    /** The names that each row, or the record, surely has; empty where only the source itself tells. */
    Optional<Set<String>> columns();

    /** RSS, Atom or JSON Feed. */
    record Feed() implements SourceForm {
        private static final Set<String> COLUMNS = Collections.unmodifiableSet(
                new LinkedHashSet<>(List.of("link", "title", "date", "summary", "content", "author", "feed")));

        @Override
        public String word() {
            return "feed";
        }

        @Override
        public boolean isTable() {
            return true;
        }

        @Override
        public Optional<Set<String>> columns() {
            return Optional.of(COLUMNS);
        }
    }

    /** The readable text of an HTML page. */
    record Page(int maxChars) implements SourceForm {
        @Override
        public String word() {
            return "page";
        }

        @Override
        public boolean isTable() {
            return false;
        }

        @Override
        public Optional<Set<String>> columns() {
            return Optional.of(Set.of("text", "title", "url", "image"));
        }
    }

    /** As it is. */
    record Plain(int maxChars) implements SourceForm {
        @Override
        public String word() {
            return "text";
        }

        @Override
        public boolean isTable() {
            return false;
        }

        @Override
        public Optional<Set<String>> columns() {
            return Optional.of(Set.of("text"));
        }
    }

    /**
     * @param rows a JSON pointer to a list; without it the whole is one record
     * @param pointers JSON pointers by name, from the row or from the whole; where there are none, the values of each object by their names
     */
    record JsonValues(Optional<String> rows, SortedMap<String, String> pointers) implements SourceForm {
        public JsonValues {
            pointers = Collections.unmodifiableSortedMap(new TreeMap<>(pointers));
        }

        @Override
        public String word() {
            return "json";
        }

        @Override
        public boolean isTable() {
            return rows.isPresent();
        }

        @Override
        public Optional<Set<String>> columns() {
            return Optional.of(pointers.keySet())
                    .filter(names -> !names.isEmpty())
                    .map(Set::copyOf);
        }
    }

    /**
     * @param header the names of the columns; where there are none, the first line has them
     * @param numbers the columns whose values are numbers; those of all others are texts
     */
    record Csv(List<String> header, Set<String> numbers) implements SourceForm {
        public Csv {
            header = List.copyOf(header);
            numbers = Collections.unmodifiableSet(new TreeSet<>(numbers));
        }

        public Csv(List<String> header) {
            this(header, Set.of());
        }

        @Override
        public String word() {
            return "csv";
        }

        @Override
        public boolean isTable() {
            return true;
        }

        @Override
        public Optional<Set<String>> columns() {
            return Optional.of(header).filter(names -> !names.isEmpty()).map(Set::copyOf);
        }
    }
}
