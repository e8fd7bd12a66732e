package dev.tickbox.generator;

import dev.tickbox.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One rendered request, complete, so that any process can send it.
 *
 * @param schema the JSON schema that the answer must have; without one it is text
 */
public record Request(String model, String prompt, Optional<String> system, Optional<String> schema, int maxTokens) {
    public Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("model", model);
        map.put("prompt", prompt);
        system.ifPresent(text -> map.put("system", text));
        schema.ifPresent(json -> map.put("schema", Json.parse(json)));
        map.put("maxTokens", (long) maxTokens);
        return map;
    }

    public static Request fromMap(Map<?, ?> map) {
        return new Request(
                (String) map.get("model"),
                (String) map.get("prompt"),
                Optional.ofNullable((String) map.get("system")),
                Optional.ofNullable(map.get("schema")).map(Json::write),
                Math.toIntExact((Long) map.get("maxTokens")));
    }

    public Request withTokens(int factor) {
        return new Request(model, prompt, system, schema, Math.multiplyExact(maxTokens, factor));
    }
}
