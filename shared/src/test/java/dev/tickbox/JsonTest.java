package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void an_error_does_not_repeat_the_parsers_notes_about_itself() {
        assertThatThrownBy(() -> Json.parse("Harbour")).hasMessage("line 1: unrecognized token 'Harbour'");
        assertThatThrownBy(() -> Json.parse("{\"a\": 1"))
                .hasMessageStartingWith("line 1: ")
                .hasMessageNotContainingAny("Source", "StreamReadFeature", "was expecting", "expected close");
        assertThatThrownBy(() -> Json.parse("{\"a\" 1}"))
                .hasMessageStartingWith("line 1: ")
                .hasMessageNotContainingAny("(code", "was expecting");
    }

    @Test
    void a_value_read_and_written_is_the_same_text() {
        String text = "{\"z\":[1,-2.5,\"ü\\n\",true,false,null,{}],\"a\":9007199254740993}";

        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
        assertThat(Json.parseObject(text)).containsEntry("a", 9007199254740993L);
    }

    @Test
    void bad_json_is_refused_with_its_line() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\n\"a\":2}")).hasMessage("line 2: duplicate field 'a'");
        assertThatThrownBy(() -> Json.parse("")).hasMessage("line 1: there is no JSON here");
        assertThatThrownBy(() -> Json.parse("{}\n{}")).hasMessage("line 2: something follows the value");
        assertThatThrownBy(() -> Json.parse("[1,\n1e999]")).hasMessage("line 2: 1e999 is too large a number");
        assertThatThrownBy(() -> Json.parse("99999999999999999999")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parse("{\"a\": NaN}")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parse("{\"a\": ")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parseObject("[]")).hasMessage("line 1: a JSON object is needed");
    }

    @Test
    void what_stands_too_deep_is_refused_and_overflows_no_stack() {
        assertThat(Json.parse("[".repeat(1_000) + "]".repeat(1_000))).isNotNull();
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
                .isInstanceOf(Json.Malformed.class)
                .hasMessageStartingWith("line 1: ")
                .hasMessageContaining("1000");
        List<Object> inItself = new ArrayList<>();
        inItself.add(inItself);
        assertThatThrownBy(() -> Json.write(inItself))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nested more than 1000 deep");
        assertThatThrownBy(() -> Canonical.of(inItself))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nested more than 1000 deep");
    }
}
