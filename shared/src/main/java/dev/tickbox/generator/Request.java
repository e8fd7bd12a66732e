package dev.tickbox.generator;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One rendered request, complete, so that any process can send it.
 *
 * @param schema the JSON schema that the answer must have; without one it is text
 * @param thinking how long the model thinks first: a level that the vendor knows; without one, its default
 */
public record Request(
        String model,
        String prompt,
        Optional<String> system,
        Optional<String> schema,
        int maxTokens,
        Optional<String> thinking,
        Mode mode) {
    public Request(String model, String prompt, Optional<String> system, Optional<String> schema, int maxTokens) {
        this(model, prompt, system, schema, maxTokens, Optional.empty(), Mode.BACKGROUND);
    }

    /** What is at its default is left out, so that an older request keeps its hash. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("model", model);
        map.put("prompt", prompt);
        system.ifPresent(text -> map.put("system", text));
        schema.ifPresent(json -> map.put("schema", Json.parse(json)));
        map.put("maxTokens", (long) maxTokens);
        thinking.ifPresent(level -> map.put("thinking", level));
        if (mode != Mode.BACKGROUND) {
            map.put("mode", mode.word());
        }
        return map;
    }

    public static Request fromJson(String json) {
        Map<String, Object> map = Json.parseObject(json);
        Fields fields = new Fields(map);
        return new Request(
                fields.text("model"),
                fields.text("prompt"),
                fields.findText("system"),
                fields.find("schema").map(Json::write),
                Math.toIntExact(fields.number("maxTokens")),
                fields.findText("thinking"),
                Mode.of(fields.findText("mode")));
    }

    public Request withTokens(int factor) {
        return new Request(model, prompt, system, schema, Math.multiplyExact(maxTokens, factor), thinking, mode);
    }
}
