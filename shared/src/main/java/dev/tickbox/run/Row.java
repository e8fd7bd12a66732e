package dev.tickbox.run;

import dev.tickbox.Hash;
import dev.tickbox.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run knows that does the work of one row: it is a child of the run whose table the row is of.
 *
 * @param root the run whose table it is of
 * @param step the step of the root that works on the table
 * @param key what names the row, as a person reads it
 * @param position in the table, from 0
 * @param columns the row as it was recorded
 * @param line what later steps read of it, once it is done
 * @param untold since when it has ended without its root having been woken for that
 * @param closed the table is complete: what failed stays failed
 */
public record Row(
        String root,
        String step,
        String key,
        long position,
        Kept columns,
        Optional<Kept> line,
        Optional<Instant> untold,
        boolean closed) {
    /** A JSON object: itself, or the hash of a kept text where it is too long for a document. */
    public record Kept(Optional<String> json, Optional<String> body) {
        public static Kept inline(String json) {
            return new Kept(Optional.of(json), Optional.empty());
        }

        public static Kept at(String body) {
            return new Kept(Optional.empty(), Optional.of(body));
        }
    }

    public static Row open(String root, String step, String key, long position, Kept columns) {
        return new Row(root, step, key, position, columns, Optional.empty(), Optional.empty(), false);
    }

    /** The same key in the same table has the same id in every process. */
    public String id() {
        return RunId.ofRow(root, step, Hash.of("tickbox/row/1", key).substring(0, 16));
    }

    public String group() {
        return RunId.group(root, step);
    }

    Row done(Optional<Kept> gave) {
        return new Row(root, step, key, position, columns, gave, untold, closed);
    }

    Row untold(Optional<Instant> since) {
        return new Row(root, step, key, position, columns, line, since, closed);
    }

    Row closedForGood() {
        return new Row(root, step, key, position, columns, line, untold, true);
    }
}
