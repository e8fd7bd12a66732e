package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Usage;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.WireFault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interaction says of itself, word by word. */
class LookTest {
    private static final String TEXT = """
            ,"steps":[{"type":"user_input","content":[{"type":"text","text":"Write."}]},\
            {"type":"thought","summary":[{"type":"text","text":"Hm."}]},\
            {"type":"model_output","content":[{"type":"text","text":"One, "},{"type":"text","text":"two."}]}]""";

    private final Bench bench = new Bench();

    @AfterEach
    void end() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "queued", "pondering", "UNSPECIFIED", ""})
    void a_word_that_says_not_yet_or_that_nobody_knows_means_later(String status) {
        assertThat(look(status, TEXT)).isEqualTo(new Pending());
    }

    @Test
    void the_text_is_the_models_own_in_order_and_thoughts_are_counted_apart() {
        String usage = """
                ,"usage":{"total_input_tokens":11,"total_output_tokens":22,"total_thought_tokens":33,"total_tokens":66}""";
        assertThat(look("completed", TEXT + usage))
                .isEqualTo(new Finished(
                        Ending.COMPLETED,
                        "completed",
                        Optional.of("One, two."),
                        "gemini-3.8-flash-002",
                        new Usage(11, 22, 33)));
    }

    @Test
    void what_came_from_a_cache_is_counted_and_an_answer_without_a_count_is_no_answer_for_nothing() {
        String cached = ",\"usage\":{\"total_input_tokens\":11,\"total_output_tokens\":22,\"total_cached_tokens\":7}";
        assertThat(usage(TEXT + cached)).isEqualTo(new Usage(11, 22, 0, 7));
        assertThat(usage(TEXT)).isEqualTo(Usage.UNKNOWN);
        assertThat(usage(TEXT + ",\"usage\":{}")).isEqualTo(Usage.UNKNOWN);
        assertThat(usage(TEXT + ",\"usage\":{\"total_input_tokens\":11}")).isEqualTo(Usage.UNKNOWN);
        assertThat(usage(",\"usage\":{\"total_input_tokens\":11}")).isEqualTo(new Usage(11, 0, 0));
    }

    private Usage usage(String rest) {
        return ((Finished) look("completed", rest)).usage();
    }

    @Test
    void what_is_completed_without_a_text_is_not_what_was_ordered() {
        assertThat(finished("completed", "")).isEqualTo(Ending.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"incomplete", "budget_exceeded", "requires_action"})
    void a_part_is_kept_and_is_called_a_part(String status) {
        assertThat(look(status, TEXT)).isInstanceOfSatisfying(Finished.class, part -> {
            assertThat(part.ending()).isEqualTo(Ending.INCOMPLETE);
            assertThat(part.text()).contains("One, two.");
        });
    }

    @Test
    void what_failed_says_why() {
        String errors = ",\"errors\":[{\"code\":\"internal\",\"message\":\"try later\"}]";
        assertThat(look("failed", errors)).isInstanceOfSatisfying(Finished.class, failed -> {
            assertThat(failed.ending()).isEqualTo(Ending.FAILED);
            assertThat(failed.why()).isEqualTo("failed: internal, try later");
        });
        assertThat(finished("cancelled", errors)).isEqualTo(Ending.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"safety", "SAFETY", "recitation", "prohibited_content", "https://errors.example/types/blocklist"
            })
    void what_the_vendor_will_not_say_is_blocked_and_says_for_what(String code) {
        String errors = ",\"errors\":[{\"code\":\"" + code + "\",\"message\":\"no\"}]";
        for (String status : new String[] {"failed", "incomplete", "completed"}) {
            assertThat(look(status, errors)).isInstanceOfSatisfying(Finished.class, blocked -> {
                assertThat(blocked.ending()).isEqualTo(Ending.BLOCKED);
                assertThat(blocked.why()).startsWith("blocked: ").contains(code);
            });
        }
    }

    @Test
    void a_block_that_stands_in_a_step_counts_too() {
        String steps = """
                ,"steps":[{"type":"model_output","content":[],"error":{"code":3,"message":"blocked by policy",\
                "details":[{"reason":"SAFETY"}]}}]""";
        assertThat(look("failed", steps)).isInstanceOfSatisfying(Finished.class, blocked -> {
            assertThat(blocked.ending()).isEqualTo(Ending.BLOCKED);
            assertThat(blocked.why()).contains("blocked by policy");
        });
    }

    @Test
    void without_a_status_it_is_not_finished() {
        assertThat(answered(new Reply(200, json(), "{\"id\":\"v1_a\"" + TEXT + "}")))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void only_the_vendors_own_404_says_that_there_is_no_such_job() {
        assertThat(answered(Reply.error(404, "not_found", "no such thing"))).isEqualTo(new Missing());
        assertThat(answered(new Reply(404, Map.of("Content-Type", "text/html"), "<html>404</html>")))
                .isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 408, 429, 500, 503})
    void any_other_answer_is_none(int status) {
        assertThat(answered(Reply.error(status, "unavailable", "not now")))
                .isEqualTo(new Unreachable(status + " unavailable: not now"));
    }

    @Test
    void a_broken_connection_is_no_answer() {
        bench.fake.plan(Seen::isGet, new WireFault.ResetAfter(false));
        assertThat(bench.gemini().look("v1_a")).isInstanceOf(Unreachable.class);
        bench.fake.down();
        assertThat(bench.gemini().look("v1_a")).isInstanceOf(Unreachable.class);
    }

    @Test
    void half_a_character_does_not_stop_the_keeping_of_the_rest() {
        String steps =
                ",\"steps\":[{\"type\":\"model_output\",\"content\":[{\"type\":\"text\",\"text\":\"moss \\ud83c!\"}]}]";
        assertThat(look("completed", steps))
                .isInstanceOfSatisfying(
                        Finished.class, it -> assertThat(it.text()).contains("moss ?!"));
    }

    @Test
    void cancelling_is_one_request_that_nobody_waits_for() {
        bench.gemini().cancel("v1_a");
        assertThat(bench.fake.posts()).isEqualTo(1);
        bench.fake.down();
        bench.gemini().cancel("v1_a");
        assertThat(bench.fake.seen())
                .hasSize(1)
                .first()
                .satisfies(it -> assertThat(it.path()).isEqualTo("/v1beta/interactions/v1_a/cancel"));
    }

    private @org.jspecify.annotations.Nullable Ending finished(String status, String more) {
        return look(status, more) instanceof Finished finished ? finished.ending() : null;
    }

    private Look look(String status, String more) {
        String body = "{\"id\":\"v1_a\",\"model\":\"gemini-3.8-flash-002\",\"status\":\"" + status + "\"" + more + "}";
        return answered(new Reply(200, json(), body));
    }

    private Look answered(Reply reply) {
        bench.fake.plan(Seen::isGet, new WireFault.Instead(reply, false));
        return bench.gemini().look("v1_a");
    }

    private static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }
}
