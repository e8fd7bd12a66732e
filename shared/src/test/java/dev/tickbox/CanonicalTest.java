package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    @Test
    void the_order_of_keys_and_the_spelling_of_numbers_do_not_matter() {
        Object value = Json.parse("{\"b\": {\"x\": \"y\"}, \"a\": [1, 1.50, true, null, \"\\u20ac\"]}");

        assertThat(Canonical.of(value)).isEqualTo("{\"a\":[1,1.5,true,null,\"€\"],\"b\":{\"x\":\"y\"}}");
        assertThat(Hash.sha256(Canonical.of(value)))
                .isEqualTo("0f5a229fe97bbedfc570e0c741e3e7727e0694d420906530e060bfc4e188347f");
    }

    /** From RFC 8785, section 3.2.2 and 3.2.3. */
    @Test
    void the_examples_of_the_rfc_come_out_as_printed_there() {
        Object numbers = Json.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0.0]");
        assertThat(Canonical.of(numbers)).isEqualTo("[333333333.3333333,1e+30,4.5,0.002,1e-27,0]");

        Object strings = Json.parse("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"");
        assertThat(Canonical.of(strings)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");

        Object keys = Json.parse(
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}");
        assertThat(Canonical.of(keys))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
    }

    @Test
    void scalars_stand_alone() {
        assertThat(Canonical.of("a]")).isEqualTo("\"a]\"");
        assertThat(Canonical.of(null)).isEqualTo("null");
        assertThat(Canonical.of(1L << 53)).isEqualTo("9007199254740992");
    }

    @Test
    void unicode_is_not_normalised() {
        assertThat(Canonical.of("e\u0301")).isNotEqualTo(Canonical.of("\u00e9"));
    }

    @Test
    void what_another_reader_could_misread_is_refused() {
        assertThatThrownBy(() -> Canonical.of((1L << 53) + 1)).hasMessageContaining("beyond 2^53");
        assertThatThrownBy(() -> Canonical.of(-(1L << 53) - 1)).hasMessageContaining("beyond 2^53");
        assertThatThrownBy(() -> Canonical.of(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Canonical.of(List.of(Double.POSITIVE_INFINITY)))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> Canonical.of(Map.of("a", List.of("\ud800x")))).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Canonical.of(Map.of("\udc00", 1L))).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Canonical.of(new Object())).hasMessageContaining("JSON has no");
    }
}
