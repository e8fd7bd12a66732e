package dev.tickbox.jsonschema;

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
                    .hasValueSatisfying(miss -> assertThat(miss).startsWith("the text cannot be checked: it "));
        }
        assertThat(JsonSchema.miss(TREE, "[".repeat(100_000)))
                .hasValueSatisfying(miss ->
                        assertThat(miss).startsWith("it is not JSON: line 1: ").contains("1000"));
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
                .contains("the text cannot be checked: it has more than 200000 values");
        String slow = "{\"items\":{\"pattern\":\"(a?){900}b\"}}";
        String text = "[" + String.join(",", Collections.nCopies(1_000, "\"" + "a".repeat(1_000) + "\"")) + "]";
        assertThat(JsonSchema.miss(slow, text))
                .contains("the text cannot be checked: it takes more than 100000000 steps");
    }

    @Test
    void a_miss_is_short_whatever_was_missed() {
        String huge = "\"" + "ü".repeat(1_000_000) + "\"";
        Optional<String> miss =
                JsonSchema.miss("{\"type\":\"string\",\"pattern\":\"^x\",\"maxLength\":3,\"enum\":[\"a\"]}", huge);
        assertThat(miss).hasValueSatisfying(said -> assertThat(said).hasSizeLessThan(1_000));
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
