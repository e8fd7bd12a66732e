package dev.tickbox.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonSchemaTest {
    private static final String SCHEMA = """
            {"type":"object","required":["n","kind"],"properties":{
              "n":{"type":"integer","minimum":3},"kind":{"type":"string","enum":["a","b"]},
              "parts":{"type":"array","items":{"type":"string"},"maxItems":2}}}""";

    @Test
    void what_has_the_shape_misses_nothing() {
        assertThat(JsonSchema.miss(SCHEMA, "{\"n\":3,\"kind\":\"b\",\"parts\":[\"x\"],\"more\":null}"))
                .isEmpty();
    }

    @Test
    void what_misses_it_is_told_where() {
        assertThat(JsonSchema.miss(SCHEMA, "{\"n\":2.5}"))
                .hasValueSatisfying(miss ->
                        assertThat(miss).contains("[kind]").contains("/n: ").doesNotContain("\n"));
        assertThat(JsonSchema.miss(SCHEMA, "[]")).isPresent();
        assertThat(JsonSchema.miss(SCHEMA, "{\"n\":3,\"kind\":\"c\"}"))
                .hasValueSatisfying(miss -> assertThat(miss).contains("/kind"));
    }

    @Test
    void a_text_that_is_not_json_misses_every_schema() {
        assertThat(JsonSchema.miss(SCHEMA, "```json\n{}\n```"))
                .hasValueSatisfying(miss -> assertThat(miss).startsWith("it is not JSON: line 1"));
        assertThat(JsonSchema.miss(SCHEMA, "")).contains("it is not JSON: line 1: there is no JSON here");
    }

    @Test
    void a_schema_that_is_none_is_a_mistake() {
        assertThat(JsonSchema.mistake(SCHEMA)).isEmpty();
        assertThat(JsonSchema.mistake("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"intger\"}}}"))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains("/properties/n"));
        assertThat(JsonSchema.mistake("{\"type\":\"object\",\"required\":\"n\"}"))
                .isPresent();
    }

    @Test
    void a_schema_stands_alone_and_nothing_is_fetched() {
        assertThat(JsonSchema.mistake("{\"$schema\":\"http://127.0.0.1:1/none\",\"type\":\"object\"}"))
                .isPresent();
        String elsewhere = "{\"properties\":{\"n\":{\"$ref\":\"http://127.0.0.1:1/none\"}},\"type\":\"object\"}";
        assertThat(JsonSchema.mistake(elsewhere))
                .contains("$ref http://127.0.0.1:1/none leads nowhere; a schema stands alone: put it under $defs");
        assertThat(JsonSchema.miss(elsewhere, "{\"n\":1}"))
                .hasValueSatisfying(miss -> assertThat(miss).contains("http://127.0.0.1:1/none"));
        assertThat(JsonSchema.miss("{\"type\":\"intger\"}", "1"))
                .hasValueSatisfying(miss -> assertThat(miss).startsWith("the schema itself cannot be used: "));
    }

    @Test
    void a_reference_within_the_schema_is_followed() {
        String list = """
                {"type":"object","properties":{"a":{"$ref":"#/$defs/small"}},"$defs":{"small":{"maximum":3}}}""";
        assertThat(JsonSchema.mistake(list)).isEmpty();
        assertThat(JsonSchema.miss(list, "{\"a\":4}")).isPresent();
        assertThat(JsonSchema.mistake(list.replace("#/$defs/small", "#/$defs/smal")))
                .isPresent();
    }
}
