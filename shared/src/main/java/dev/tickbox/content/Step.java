package dev.tickbox.content;

import dev.tickbox.approval.Lapse;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One step of a job, with everything that the job said for all of them already filled in. */
public sealed interface Step {
    String id();

    /** The step, and those that it does for each row. */
    default Stream<Step> all() {
        return this instanceof Each each ? Stream.concat(Stream.of(this), each.steps().stream()) : Stream.of(this);
    }

    /**
     * Buys one text.
     *
     * @param promptFile where a person finds the prompt, relative to the content folder
     * @param promptText a template
     * @param thinking how long the model thinks first, if the content says
     * @param temperature how far the model departs from the likeliest words, if the content says
     */
    record Generate(
            String id,
            String promptFile,
            String promptText,
            String model,
            int maxTokens,
            Optional<String> system,
            Output output,
            Optional<String> thinking,
            Optional<Double> temperature,
            Mode mode)
            implements Step {
        public Generate(
                String id,
                String promptFile,
                String promptText,
                String model,
                int maxTokens,
                Optional<String> system,
                Output output) {
            this(
                    id,
                    promptFile,
                    promptText,
                    model,
                    maxTokens,
                    system,
                    output,
                    Optional.empty(),
                    Optional.empty(),
                    Mode.BACKGROUND);
        }

        public Generate withPrompt(String text) {
            return new Generate(id, promptFile, text, model, maxTokens, system, output, thinking, temperature, mode);
        }

        /** The request for it, once the template is rendered. */
        public Request request(String prompt) {
            return new Request(model, prompt, system, output.schema(), maxTokens, thinking, temperature, mode);
        }
    }

    /**
     * A gate: the run is left out unless each value satisfies its conditions.
     *
     * @param values by path, such as {@code steps.note.score}
     */
    record Require(String id, SortedMap<String, List<Condition>> values) implements Step {
        public Require {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        /** Such as {@code steps.note.score atLeast 7}. */
        public List<String> words() {
            return values.entrySet().stream()
                    .flatMap(each -> each.getValue().stream().map(condition -> each.getKey() + " " + condition.words()))
                    .toList();
        }
    }

    /** Fetches from sources, and records what they gave: a table of rows, or one record. */
    record Fetch(String id, FetchRequest request) implements Step {
        /** The names that each row or the record surely has; empty where only the source itself tells. */
        public Optional<Set<String>> columns() {
            return request.file()
                    .<Set<String>>map(file -> Set.copyOf(file.columns()))
                    .or(() -> request.form().columns());
        }
    }

    /**
     * A gate: a person approves the text of the step {@code of}. Its output is the approved text, or the edited one.
     *
     * @param lapse without it, the run waits until somebody answers
     */
    record Approve(String id, String of, Optional<Lapse> lapse) implements Step {}

    /**
     * The same steps for each row of a table. What the rows give is a table again.
     *
     * @param of where the rows are: {@code steps.feeds.rows}, or a list that a model gave, such as {@code steps.pick.picks}
     * @param match a table with rows of the same key: each row is replaced by the one that it names there
     * @param key the columns that name a row
     * @param onlyNew without the rows that this step took in an earlier run
     * @param within after this time what is not done is left out
     * @param kept what later steps read of each row, such as {@code link} and {@code note.gist}
     */
    record Each(
            String id,
            String of,
            Optional<String> match,
            List<String> key,
            boolean onlyNew,
            int minRows,
            int maxRows,
            Optional<Duration> within,
            OnRowFailure onFailure,
            List<Step> steps,
            SortedSet<String> kept)
            implements Step {
        public static final int MAX_ROWS = 10_000;

        public Each {
            key = List.copyOf(key);
            steps = List.copyOf(steps);
            kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
        }

        /** Without the rows that an earlier run took. */
        public Each takingNewOnes() {
            return new Each(id, of, match, key, true, minRows, maxRows, within, onFailure, steps, kept);
        }

        public Each with(List<Step> changed) {
            return new Each(id, of, match, key, onlyNew, minRows, maxRows, within, onFailure, changed, kept);
        }

        public Each keeping(SortedSet<String> columns) {
            return new Each(id, of, match, key, onlyNew, minRows, maxRows, within, onFailure, steps, columns);
        }
    }

    /** What a row that failed means for the steps after its table: they wait until it is mended or given up, or go on without it. */
    enum OnRowFailure {
        WAIT,
        SKIP
    }

    /** Reads what a site has published: {@code rows}, the newest first, and their {@code count}. */
    record Recent(String id, String site, int maxRows) implements Step {
        public static final int MAX_ROWS = 100;

        /** What later steps may name of it. */
        public static final Shape.Fields SHAPE =
                Shape.table(Shape.columns(List.of("title", "slug", "url", "date", "summary"), Shape.Type.TEXT));
    }

    /**
     * Publishes what the step {@code of} made.
     *
     * @param id with several sites, {@code ID.SITE}
     * @param fields of its output that go to the front matter, besides what every article has
     * @param with fields of the article that the content sets: JSON values, of which a text is a template
     */
    record Publish(String id, String of, String site, List<String> fields, SortedMap<String, Object> with)
            implements Step {
        /** The text is what the step made, and the other two are written by Tickbox. */
        public static final Set<String> NEVER_SET = Set.of("markdown", "date", "tickbox");

        public Publish {
            fields = List.copyOf(fields);
            with = Collections.unmodifiableSortedMap(new TreeMap<>(with));
        }

        public Publish(String id, String of, String site, List<String> fields) {
            this(id, of, site, fields, Collections.emptySortedMap());
        }

        public Publish(String id, String of, String site) {
            this(id, of, site, List.of());
        }
    }
}
