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
 * @param temperature how far the model departs from the likeliest words; without one, its default. Only in a batch: what the vendor makes
 *     in the background has no such setting
 */
public record Request(
        String model,
        String prompt,
        Optional<String> system,
        Optional<String> schema,
        int maxTokens,
        Optional<String> thinking,
        Optional<Double> temperature,
        Mode mode) {
    public Request {
        if (temperature.isPresent() && mode != Mode.BATCH) {
            throw new IllegalArgumentException("a temperature is taken only with the mode batch, not " + mode.word());
        }
    }

    public Request(String model, String prompt, Optional<String> system, Optional<String> schema, int maxTokens) {
        this(model, prompt, system, schema, maxTokens, Optional.empty(), Optional.empty(), Mode.BACKGROUND);
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
        temperature.ifPresent(number -> map.put("temperature", number));
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
                fields.find("temperature").map(number -> ((Number) number).doubleValue()),
                Mode.of(fields.findText("mode")));
    }

    public Request withTokens(int factor) {
        int more = Math.multiplyExact(maxTokens, factor);
        return new Request(model, prompt, system, schema, more, thinking, temperature, mode);
    }
}
