package dev.tickbox.tick.context;

import dev.tickbox.store.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * A share of what is out, so that several reclaim ticks may look side by side. An attempt belongs to one of sixteen groups for good;
 * a share is some whole groups, so that one ledger can be divided otherwise at any time. The first share does all the rest of a tick.
 */
public record Shard(int number, int of) {
    public static final Shard WHOLE = new Shard(1, 1);

    private static final String GROUPS = "0123456789abcdef";

    public Shard {
        if (of < 1 || of > GROUPS.length() || number < 1 || number > of) {
            throw new IllegalArgumentException(
                    "shard " + number + "/" + of + ": must be I/N, such as 1/4, with N at most 16");
        }
    }

    /** @param text such as {@code 2/4} */
    public static Shard parse(String text) {
        if (!text.matches("\\d{1,2}/\\d{1,2}")) {
            throw new IllegalArgumentException("shard " + text + ": must be I/N, such as 1/4, with N at most 16");
        }
        String[] parts = text.split("/", 2);
        return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** What its scheduler job is called, too: so one that stops is missed, whatever the others do. */
    public String name(String tick) {
        return first() ? tick : tick + "-" + number;
    }

    public boolean first() {
        return number == 1;
    }

    /** An empty query costs a read, so an undivided tick asks once. */
    public List<Query> of(Query query) {
        if (of == 1) {
            return List.of(query);
        }
        List<Query> mine = new ArrayList<>();
        for (int i = number - 1; i < GROUPS.length(); i += of) {
            mine.add(query.where("shard", GROUPS.substring(i, i + 1)));
        }
        return mine;
    }
}
