package dev.tickbox.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that cannot be checked in bounded time and stack is a mistake, before any text is there. */
@Timeout(60)
class SchemaShapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#'}",
                "{'allOf':[{'$ref':'#'}]}",
                "{'anyOf':[{'type':'string'},{'not':{'$ref':'#'}}]}",
                "{'if':{'type':'object'},'then':{'$ref':'#'}}",
                "{'if':{'$ref':'#'}}",
                "{'else':{'oneOf':[{'$ref':'#'}]},'if':true}",
                "{'dependentSchemas':{'a':{'$ref':'#'}}}",
                "{'$dynamicAnchor':'n','allOf':[{'$dynamicRef':'#n'}]}",
                "{'properties':{'a':{'$ref':'#/$defs/a'}},'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}",
                "{'properties':{'a':{'$anchor':'x','allOf':[true,{'$ref':'#x'}]}}}",
            })
    void a_schema_that_leads_back_to_itself_at_one_value_is_a_mistake(String quoted) {
        String schema = quoted.replace('\'', '"');
        assertThat(JsonSchema.mistake(schema))
                .hasValueSatisfying(mistake -> assertThat(mistake).startsWith("it refers back to itself"));
        assertThat(JsonSchema.miss(schema, "{\"a\":{\"a\":1}}"))
                .hasValueSatisfying(
                        miss -> assertThat(miss).startsWith("the schema itself cannot be used: it refers back"));
    }

    @Test
    void references_that_double_at_each_step_are_a_mistake() {
        String defs = IntStream.range(0, 40)
                .mapToObj(i -> "\"d" + i + "\":{\"anyOf\":[{\"$ref\":\"#/$defs/d" + (i + 1)
                        + "\"},{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}]}")
                .collect(Collectors.joining(","));
        String schema = "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{" + defs
                + ",\"d40\":{\"type\":\"null\"}}}";
        assertThat(JsonSchema.mistake(schema))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains("more than 10000 schemas"));
        String chain = defs.replaceAll(",\\{\"\\$ref\":\"#/\\$defs/d\\d+\"}]", "]");
        assertThat(JsonSchema.mistake("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + chain + ",\"d40\":true}}"))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains("more than 50 inside each other"));
    }

    @Test
    void a_schema_that_is_too_deep_or_too_long_is_a_mistake() {
        String deep = "{\"not\":".repeat(100) + "{}" + "}".repeat(100);
        assertThat(JsonSchema.mistake(deep)).contains("it is nested more than 64 deep");
        assertThat(JsonSchema.mistake("{\"description\":\"" + "a".repeat(300_000) + "\"}"))
                .contains("it is longer than 200000 characters");
        String wide = "{\"not\":".repeat(30) + "{}" + "}".repeat(30);
        assertThat(onASmallStack(() -> JsonSchema.mistake(wide))).isEmpty();
    }

    @Test
    void a_pattern_that_cannot_be_linear_is_a_mistake_wherever_it_is_used() {
        String looking = "{\"properties\":{\"t\":{\"type\":\"string\",\"pattern\":\"^(?!a)\"}}}";
        assertThat(JsonSchema.mistake(looking))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains("looks around"));
        assertThat(JsonSchema.miss(looking, "{}")).isPresent();
        assertThat(JsonSchema.mistake("{\"patternProperties\":{\"(a)\\\\1\":true}}"))
                .isPresent();
        assertThat(JsonSchema.mistake("{\"patternProperties\":{\"#\":true}}")).isPresent();
        assertThat(JsonSchema.mistake(
                        "{\"const\":{\"pattern\":\"(?=\"},\"properties\":{\"pattern\":{\"type\":\"string\"}}}"))
                .isEmpty();
    }

    /** Half of what a thread usually has. */
    private static Optional<String> onASmallStack(Supplier<Optional<String>> check) {
        AtomicReference<Optional<String>> answer = new AtomicReference<>();
        Thread thread = new Thread(null, () -> answer.set(check.get()), "small", 512 << 10);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer.get();
    }
}
