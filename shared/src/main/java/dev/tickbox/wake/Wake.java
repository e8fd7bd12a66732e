package dev.tickbox.wake;

import java.util.List;
import java.util.Map;

/** Fan-out to the sites' publishers. */
@FunctionalInterface
public interface Wake {
    /** @param due fingerprints of due items, by site */
    void call(Map<String, List<String>> due);
}
