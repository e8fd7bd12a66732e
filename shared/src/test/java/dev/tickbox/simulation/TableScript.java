package dev.tickbox.simulation;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.content.VarValue;
import dev.tickbox.world.Contents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A job with rows: the same for each topic of a list, and then an article about all of them. */
final class TableScript {
    private static final List<String> TOPICS =
            List.of("moss", "fern", "lichen", "sedge", "rush", "clover", "thyme", "yarrow");

    private TableScript() {}

    static List<Step> steps(Chance chance, String site) {
        Step.Each table = new Step.Each(
                "notes",
                "vars.topics",
                Optional.empty(),
                List.of("topic"),
                chance.perMille(500),
                /* minRows= */ 1,
                /* maxRows= */ chance.oneOf(5, 5, 3),
                Optional.empty(),
                chance.oneOf(Step.OnRowFailure.values()),
                row(chance, site),
                new TreeSet<>(Set.of("topic", "note.title")));
        return List.of(
                table,
                Contents.generate("digest", "A digest of {{steps.notes.rows}}", new Output.Article()),
                new Step.Publish("publish", "digest", site));
    }

    /** With a gate before or after the purchase, a question, a second text, a publication of its own. */
    private static List<Step> row(Chance chance, String site) {
        List<Step> steps = new ArrayList<>();
        int gate = chance.below(4);
        if (gate == 0) {
            steps.add(gate("row.topic", new Condition(Condition.Comparison.NOT, "fern")));
        }
        steps.add(Contents.generate("note", "A note on {{row.topic}} for {{run.date}}.", new Output.Article()));
        if (gate == 1) {
            // Of the simulated texts about two in three have it.
            steps.add(gate("steps.note.markdown", new Condition(Condition.Comparison.CONTAINS, "n m")));
        }
        if (chance.perMille(200)) {
            steps.add(Contents.generate("more", "More on {{row.topic}}.", new Output.Text()));
        }
        boolean asks = chance.perMille(200);
        if (asks) {
            Lapse lapse = new Lapse(Duration.ofHours(2), chance.oneOf(Lapse.End.values()));
            steps.add(new Step.Approve("ok", "note", Optional.of(lapse)));
        }
        if (chance.perMille(600)) {
            steps.add(new Step.Publish("out", asks ? "ok" : "note", site));
        }
        return steps;
    }

    private static Step gate(String path, Condition condition) {
        return new Step.Require("worth", new TreeMap<>(Map.of(path, List.of(condition))));
    }

    /** Each edit takes one topic out and puts another in. */
    static SortedMap<String, VarValue> topics(int count, int edits) {
        List<String> topics = IntStream.range(edits, edits + count)
                .mapToObj(each -> TOPICS.get(each % TOPICS.size()))
                .toList();
        return topics.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("topics", new VarValue.Many(topics)));
    }
}
