package dev.tickbox.program;

import dev.tickbox.content.Step.OnRowFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a step works on the rows of a table.
 *
 * @param key the columns that name a row: never its position
 * @param onlyNew without the rows that this step of the job took in an earlier run
 * @param minRows with fewer rows than this the run is left out
 * @param maxRows the rest is not taken
 * @param within after this time, what is not done is left out
 */
public record RowOptions(
        List<String> key,
        boolean onlyNew,
        int minRows,
        int maxRows,
        Optional<Duration> within,
        OnRowFailure onFailure) {
    public RowOptions {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("rows need a key: the columns that name a row");
        }
    }

    /** Rows that this column names, at least one; a row that fails is waited for. */
    public static RowOptions of(String key, int maxRows) {
        return new RowOptions(List.of(key), false, 1, maxRows, Optional.empty(), OnRowFailure.WAIT);
    }

    public RowOptions newOnly() {
        return new RowOptions(key, true, minRows, maxRows, within, onFailure);
    }

    public RowOptions withMinRows(int changed) {
        return new RowOptions(key, onlyNew, changed, maxRows, within, onFailure);
    }

    RowOptions withMaxRows(int changed) {
        return new RowOptions(key, onlyNew, minRows, changed, within, onFailure);
    }

    public RowOptions withWithin(Duration changed) {
        return new RowOptions(key, onlyNew, minRows, maxRows, Optional.of(changed), onFailure);
    }

    public RowOptions skippingFailures() {
        return new RowOptions(key, onlyNew, minRows, maxRows, within, OnRowFailure.SKIP);
    }
}
