package dev.tickbox.jsonschema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import dev.harrel.jsonschema.SchemaParsingContext;
import dev.tickbox.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The checks of each keyword. Those are the library's, with each call counted, but for the three whose time it does not bound: they match
 * with java.util.regex, or compare by a hash that a text can choose.
 */
final class SchemaEvaluators implements EvaluatorFactory {
    /** These look at the whole value, not only at its top. */
    private static final Set<String> WHOLE = Set.of(Keyword.CONST, Keyword.ENUM, Keyword.UNIQUE_ITEMS);

    @Override
    public Optional<Evaluator> create(SchemaParsingContext ctx, String keyword, JsonNode node) {
        return evaluator(ctx, keyword, node)
                .map(evaluator -> new Counted(evaluator, width(node), WHOLE.contains(keyword)));
    }

    private static Optional<Evaluator> evaluator(SchemaParsingContext ctx, String keyword, JsonNode node) {
        try {
            if (keyword.equals(Keyword.PATTERN) && node.isString()) {
                return Optional.of(pattern(node.asString()));
            }
            if (keyword.equals(Keyword.PATTERN_PROPERTIES) && node.isObject()) {
                return Optional.of(patternProperties(ctx, node));
            }
            if (keyword.equals(Keyword.UNIQUE_ITEMS) && node.isBoolean() && node.asBoolean()) {
                return Optional.of(UniqueItems::evaluate);
            }
            return ctx.getDialect().getEvaluatorFactory().create(ctx, keyword, node);
        } catch (IllegalArgumentException unusable) {
            // The library asks for whatever looks like a schema, so that this may stand in a default or an example:
            // only using it is
            // a mistake. A pattern that is one is known from the schema's shape.
            return Optional.of((context, value) -> {
                throw unusable;
            });
        }
    }

    /** @param width of the keyword's own value: a check may go through all of it */
    private record Counted(Evaluator evaluator, int width, boolean whole) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext ctx, JsonNode node) {
            SchemaWork work = SchemaWork.current();
            work.enter(width + (long) SchemaEvaluators.width(node));
            if (whole) {
                spendOnAll(node, work);
            }
            Result result = evaluator.evaluate(ctx, node);
            work.leave();
            return result;
        }

        @Override
        public int getOrder() {
            return evaluator.getOrder();
        }
    }

    private static int width(JsonNode node) {
        return node.isArray()
                ? node.asArray().size()
                : node.isObject()
                        ? node.asObject().size()
                        : node.isString() ? node.asString().length() / 16 : 0;
    }

    private static void spendOnAll(JsonNode node, SchemaWork work) {
        work.spend(10L + width(node));
        if (node.isArray()) {
            node.asArray().forEach(each -> spendOnAll(each, work));
        } else if (node.isObject()) {
            node.asObject().values().forEach(each -> spendOnAll(each, work));
        }
    }

    private static Evaluator pattern(String written) {
        SchemaPattern pattern = new SchemaPattern(written);
        return (ctx, node) -> !node.isString() || pattern.isIn(node.asString(), SchemaWork.current())
                ? Evaluator.Result.success()
                : Evaluator.Result.formattedFailure("pattern", node.asString(), pattern);
    }

    private static Evaluator patternProperties(SchemaParsingContext parsing, JsonNode schemas) {
        Map<SchemaPattern, String> byPattern = new LinkedHashMap<>();
        schemas.asObject()
                .forEach((name, schema) -> byPattern.put(new SchemaPattern(name), parsing.getAbsoluteUri(schema)));
        return (ctx, node) -> {
            if (!node.isObject()) {
                return Evaluator.Result.success();
            }
            Set<String> matched = new HashSet<>();
            boolean valid = true;
            for (Map.Entry<String, JsonNode> property : node.asObject().entrySet()) {
                for (Map.Entry<SchemaPattern, String> each : byPattern.entrySet()) {
                    if (each.getKey().isIn(property.getKey(), SchemaWork.current())) {
                        matched.add(property.getKey());
                        valid &= ctx.resolveInternalRefAndValidate(each.getValue(), property.getValue());
                    }
                }
            }
            return valid ? Evaluator.Result.success(matched) : Evaluator.Result.failure();
        };
    }

    /** The keyword {@code uniqueItems}. */
    private static final class UniqueItems {
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
                case ARRAY ->
                    node.asArray().stream().map(UniqueItems::comparable).toList();
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
}
