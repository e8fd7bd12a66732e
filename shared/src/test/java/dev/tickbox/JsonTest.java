package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void a_value_read_and_written_is_the_same_text() {
        String text = "{\"z\":[1,-2.5,\"ü\\n\",true,false,null,{}],\"a\":9007199254740993}";

        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
        assertThat(Json.parseObject(text)).containsEntry("a", 9007199254740993L);
    }

    @Test
    void bad_json_is_refused_with_its_line() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\n\"a\":2}")).hasMessage("line 2: Duplicate field 'a'");
        assertThatThrownBy(() -> Json.parse("")).hasMessage("line 1: there is no JSON here");
        assertThatThrownBy(() -> Json.parse("{}\n{}")).hasMessage("line 2: something follows the value");
        assertThatThrownBy(() -> Json.parse("[1,\n1e999]")).hasMessage("line 2: 1e999 is too large a number");
        assertThatThrownBy(() -> Json.parse("99999999999999999999")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parse("{\"a\": NaN}")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parse("{\"a\": ")).isInstanceOf(Json.Malformed.class);
        assertThatThrownBy(() -> Json.parseObject("[]")).hasMessage("line 1: a JSON object is needed");
    }
}
