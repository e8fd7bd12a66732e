package dev.tickbox.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of a document.
 *
 * @param about the run, or one of its steps
 */
public record TimelineEntry(Instant at, String about, String state, String cause, String actor) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", at.toString());
        map.put("about", about);
        map.put("state", state);
        map.put("cause", cause);
        map.put("actor", actor);
        return map;
    }
}
