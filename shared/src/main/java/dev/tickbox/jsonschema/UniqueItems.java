package dev.tickbox.jsonschema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.tickbox.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The keyword {@code uniqueItems}. */
final class UniqueItems {
    private UniqueItems() {}

    static Evaluator.Result evaluate(EvaluationContext ctx, JsonNode node) {
        if (!node.isArray()) {
            return Evaluator.Result.success();
        }
        // Texts are compared where their hashes are equal, so that no choice of items makes this quadratic.
        Set<String> seen = new HashSet<>();
        List<JsonNode> items = node.asArray();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(Json.write(comparable(items.get(i))))) {
                return Evaluator.Result.formattedFailure("uniqueItems", i);
            }
        }
        return Evaluator.Result.success();
    }

    /** Equal for equal values: keys in order, numbers without a spelling of their own. */
    private static Object comparable(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> node.asArray().stream().map(UniqueItems::comparable).toList();
            case OBJECT -> {
                Map<String, Object> sorted = new TreeMap<>();
                node.asObject().forEach((key, value) -> sorted.put(key, comparable(value)));
                yield sorted;
            }
            case STRING -> "\"" + node.asString();
            case INTEGER, NUMBER -> plain(node.asNumber());
            case BOOLEAN -> node.asBoolean();
            case NULL -> "null";
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
}
