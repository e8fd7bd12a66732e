package dev.tickbox.content;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to make for a site, and when.
 *
 * @param model for every generation that names no other
 * @param steps in order; empty exactly when {@code javaClass} is there
 * @param catchUpAll every missed slot, not only the latest
 * @param system the system instruction for every generation that has no other
 * @param vars the file's {@code vars} with the job's own over them, each as written
 */
public record Job(
        String id,
        String site,
        Schedule schedule,
        String model,
        List<Step> steps,
        Optional<String> javaClass,
        OnUncertain onUncertain,
        OnIncomplete onIncomplete,
        boolean catchUpAll,
        int maxTokens,
        Optional<String> system,
        SortedMap<String, String> vars) {
    public static final int DEFAULT_MAX_TOKENS = 8192;

    public Job {
        steps = List.copyOf(steps);
        vars = Collections.unmodifiableSortedMap(new TreeMap<>(vars));
        if (steps.isEmpty() != javaClass.isPresent()) {
            throw new IllegalArgumentException(id + " needs steps or a class, and not both");
        }
    }

    /** What to do with an output that the vendor cut short: wait for a person, take it as it is, or buy once more with twice the tokens. */
    public enum OnIncomplete {
        HOLD,
        PUBLISH,
        RETRY
    }

    /** What to do when nobody can say whether the vendor has a request: buy again with the risk booked, or wait for a person. */
    public enum OnUncertain {
        RESUBMIT,
        HOLD
    }
}
