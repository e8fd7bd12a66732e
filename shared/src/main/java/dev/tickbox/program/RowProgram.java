package dev.tickbox.program;

import java.util.Map;

/** What a step does for one row. It is replayed like a {@link Program}; each row is a run of its own. */
@FunctionalInterface
public interface RowProgram {
    /** @return what later steps read of this row: a JSON object */
    Map<String, Object> run(Steps steps, Map<String, Object> row) throws Exception;
}
