package dev.tickbox.inbox;

import dev.tickbox.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The vendor has this attempt under this handle. */
public record Notification(String key, int attempt, String handle) {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    /** One name, and never a path to something else at the vendor. */
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,500}");

    public Notification {
        if (!KEY.matcher(key).matches()
                || attempt < 1
                || !HANDLE.matcher(handle).matches()) {
            throw new IllegalArgumentException("not a notification of an attempt");
        }
    }

    public String toJson() {
        var map = new TreeMap<String, Object>();
        map.put("key", key);
        map.put("attempt", (long) attempt);
        map.put("handle", handle);
        return Json.write(map);
    }

    /** @throws IllegalArgumentException if it is not one */
    public static Notification parse(String json) {
        Map<String, Object> map = Json.parseObject(json);
        if (map.get("key") instanceof String key
                && map.get("attempt") instanceof Long attempt
                && map.get("handle") instanceof String handle) {
            return new Notification(key, Math.clamp(attempt, 0, Integer.MAX_VALUE), handle);
        }
        throw new IllegalArgumentException("a notification has a key, an attempt and a handle");
    }
}
