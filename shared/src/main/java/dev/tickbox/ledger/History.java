package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.Shortened;
import dev.tickbox.store.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a document tells of itself: its changes of state, the first 8 and the last 24. */
public final class History {
    private static final int FIRST = 8;
    private static final int LAST = 24;

    private History() {}

    public static Fields add(Fields fields, Instant at, String state, String cause, String actor) {
        List<Object> lines = new ArrayList<>();
        fields.list("history").forEach(line -> lines.add(line.values()));
        lines.add(Map.of("at", at, "state", state, "cause", Shortened.why(cause), "actor", actor));
        if (lines.size() > FIRST + LAST) {
            lines.remove(FIRST);
        }
        return fields.with("history", lines);
    }

    /** The next state of a document, with its history and one more line. */
    public static Fields next(Document before, Fields next, Instant at, String cause, String actor) {
        Fields carried = next.with("history", before.fields().find("history"));
        return add(carried, at, next.text("state"), cause, actor);
    }

    /** When the state began that the last lines tell of. */
    public static Instant since(List<Fields> lines, String state) {
        Instant since = lines.getLast().time("at");
        for (Fields line : lines.reversed()) {
            if (!line.text("state").equals(state)) {
                break;
            }
            since = line.time("at");
        }
        return since;
    }

    public static List<Fields> of(Document document) {
        return document.fields().list("history");
    }
}
