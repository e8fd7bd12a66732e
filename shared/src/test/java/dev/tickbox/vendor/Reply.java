package dev.tickbox.vendor;

import dev.tickbox.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back, header names as given. */
public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply json(int status, Map<String, ?> json) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.write(json));
    }

    /** As the vendor words an error. */
    public static Reply error(int status, String code, String message) {
        return json(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
