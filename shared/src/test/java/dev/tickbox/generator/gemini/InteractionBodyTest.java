package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.world.Contents;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes over the wire, to the letter: nothing that costs money is left to a default of the SDK or the vendor. */
class InteractionBodyTest {
    @Test
    void everything_that_was_ordered_is_said() {
        Request request = new Request(
                Contents.MODEL,
                "Write about moss.",
                Optional.of("Be plain."),
                Optional.of("{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}}}"),
                2048,
                Optional.of("low"),
                Optional.empty(),
                Mode.BACKGROUND);
        try (Bench bench = new Bench()) {
            bench.submit(request);
            Seen seen = bench.fake.seen().getFirst();
            assertThat(seen.target()).isEqualTo("/v1beta/interactions");
            assertThat(seen.header("x-goog-api-key")).contains(TestKey.VALUE);
            assertThat(Json.parseObject(seen.body())).isEqualTo(Json.parseObject("""
                            {"model":"gemini-3.8-flash","input":"Write about moss.","system_instruction":"Be plain.",
                             "background":true,"store":true,
                             "labels":{"tickbox":"0123456789abcdef0123456789abcdef01234567-1"},
                             "generation_config":{"max_output_tokens":2048,"thinking_level":"low"},
                             "response_format":{"type":"text","mime_type":"application/json",
                               "schema":{"type":"object","properties":{"title":{"type":"string"}}}}}"""));
        }
    }

    @Test
    void what_was_not_ordered_is_not_said() {
        try (Bench bench = new Bench()) {
            bench.submit();
            assertThat(Json.parseObject(bench.fake.seen().getFirst().body()).keySet())
                    .containsExactlyInAnyOrder("model", "input", "background", "store", "labels", "generation_config");
        }
    }

    @Test
    void a_label_is_short_enough_and_of_the_right_letters() {
        assertThat(Bench.LABEL.text()).matches("[a-z0-9_-]{1,63}");
    }
}
