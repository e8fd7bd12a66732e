package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the schema and the text are, the check ends: in bounded time, on a bounded stack, with an answer. */
@Timeout(60)
class JsonSchemaBoundsTest {
    private static final String TREE =
            "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"},\"n\":{\"type\":\"integer\"}}}";

    @Test
    void a_long_text_does_not_overflow_a_pattern() {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"t\":{\"type\":\"string\",\"pattern\":\"^(.|\\\\n)+$\"}}}";
        assertThat(JsonSchema.mistake(schema)).isEmpty();
        assertThat(onASmallStack(() -> JsonSchema.miss(schema, "{\"t\":\"" + "a ".repeat(100_000) + "\"}")))
                .isEmpty();
        assertThat(JsonSchema.miss(schema, "{\"t\":\"\"}"))
                .hasValueSatisfying(
                        miss -> assertThat(miss).isEqualTo("/t: \"\" does not match regular expression ^(.|\\n)+$"));
    }

    @Test
    void a_pattern_that_would_try_every_split_takes_linear_time() {
        String schema = "{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}";
        assertThat(JsonSchema.miss(schema, "\"" + "a".repeat(50_000) + "b\"")).isPresent();
        assertThat(JsonSchema.miss("{\"patternProperties\":{\"^(a|a)*$\":{\"type\":\"integer\"}}}", "{\"aaaa\":\"x\"}"))
                .hasValueSatisfying(miss -> assertThat(miss).startsWith("/aaaa: "));
    }

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
                .hasValueSatisfying(mistake -> assertThat(mistake).startsWith("it leads back to itself"));
        assertThat(JsonSchema.miss(schema, "{\"a\":{\"a\":1}}"))
                .hasValueSatisfying(
                        miss -> assertThat(miss).startsWith("the schema itself cannot be used: it leads back"));
    }

    @Test
    void a_schema_that_goes_into_the_text_may_name_itself() {
        assertThat(JsonSchema.mistake(TREE)).isEmpty();
        assertThat(JsonSchema.miss(TREE, "{\"next\":{\"next\":{\"n\":1}}}")).isEmpty();
        assertThat(JsonSchema.miss(TREE, "{\"next\":{\"next\":{\"n\":\"x\"}}}"))
                .hasValueSatisfying(miss -> assertThat(miss).contains("/next/next/n"));
    }

    @Test
    void a_text_that_is_too_deep_defeats_the_check_and_says_so() {
        for (int levels : List.of(150, 900)) {
            String deep = "{\"next\":".repeat(levels) + "{}" + "}".repeat(levels);
            assertThat(onASmallStack(() -> JsonSchema.miss(TREE, deep)))
                    .hasValueSatisfying(miss -> assertThat(miss).startsWith("the text defeats the check: it "));
        }
        assertThat(JsonSchema.miss(TREE, "[".repeat(100_000)))
                .hasValueSatisfying(miss ->
                        assertThat(miss).startsWith("it is not JSON: line 1: ").contains("1000"));
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
    void unique_items_are_found_in_linear_time_even_with_equal_hashes() {
        String schema = "{\"type\":\"array\",\"uniqueItems\":true}";
        List<String> sameHash = IntStream.range(0, 1 << 15)
                .mapToObj(bits -> IntStream.range(0, 15)
                        .mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\"")))
                .toList();
        assertThat(sameHash.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(JsonSchema.miss(schema, "[" + String.join(",", sameHash) + "]"))
                .isEmpty();
        assertThat(JsonSchema.miss(schema, "[1,{\"a\":1,\"b\":[null]},\"1\",{\"b\":[null],\"a\":1.0}]"))
                .hasValueSatisfying(miss -> assertThat(miss).contains("index 3"));
        assertThat(JsonSchema.miss(schema, "[1,\"1\",true,\"true\",null,\"null\",[1],[\"1\"],\"\\\"null\"]"))
                .isEmpty();
    }

    @Test
    void a_text_with_too_many_values_or_too_much_work_defeats_the_check() {
        String many = "[" + String.join(",", Collections.nCopies(300_000, "1")) + "]";
        assertThat(JsonSchema.miss("{\"items\":{\"type\":\"integer\"}}", many))
                .contains("the text defeats the check: it has more than 200000 values");
        String slow = "{\"items\":{\"pattern\":\"(a?){900}b\"}}";
        String text = "[" + String.join(",", Collections.nCopies(1_000, "\"" + "a".repeat(1_000) + "\"")) + "]";
        assertThat(JsonSchema.miss(slow, text))
                .contains("the text defeats the check: it takes more than 100000000 steps");
    }

    @Test
    void a_miss_is_short_whatever_was_missed() {
        String huge = "\"" + "ü".repeat(1_000_000) + "\"";
        Optional<String> miss =
                JsonSchema.miss("{\"type\":\"string\",\"pattern\":\"^x\",\"maxLength\":3,\"enum\":[\"a\"]}", huge);
        assertThat(miss).hasValueSatisfying(said -> assertThat(said).hasSizeLessThan(1_000));
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
