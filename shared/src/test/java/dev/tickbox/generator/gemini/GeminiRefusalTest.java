package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a refusal says besides no: for how long, to whom, and in which words. */
class GeminiRefusalTest {
    private static final Reply TOO_MANY = Reply.error(429, "rate_limit_exceeded", "slow down");

    private final Bench bench = new Bench();

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void the_vendor_says_in_seconds_when_to_come_back() {
        assertThat(refused(TOO_MANY.with("Retry-After", "37")))
                .isEqualTo(new Refused(
                        "429 rate_limit_exceeded: slow down", false, Whom.MODEL, Optional.of(Duration.ofSeconds(37))));
    }

    @Test
    void or_as_a_date() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                bench.clock.now().plusSeconds(90).atOffset(ZoneOffset.UTC));
        assertThat(refused(TOO_MANY.with("Retry-After", date)).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    }

    @Test
    void or_in_the_details_of_its_error() {
        Map<String, Object> info = Map.of("@type", "type.googleapis.com/google.rpc.RetryInfo", "retryDelay", "41.2s");
        assertThat(refused(google(429, "RESOURCE_EXHAUSTED", info)).retryAfter())
                .contains(Duration.ofSeconds(42));
    }

    @Test
    void or_not_at_all_or_in_words_that_are_no_time() {
        assertThat(refused(TOO_MANY).retryAfter()).isEmpty();
        assertThat(refused(TOO_MANY.with("Retry-After", "soon")).retryAfter()).isEmpty();
        assertThat(refused(TOO_MANY.with("Retry-After", "-5")).retryAfter()).isEmpty();
        assertThat(refused(TOO_MANY.with("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT"))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void a_wrong_key_comes_as_a_400_and_is_the_accounts_trouble_not_the_requests() {
        Refused refused = refused(google(400, "INVALID_ARGUMENT", Map.of("reason", "API_KEY_INVALID")));
        assertThat(refused.lasting()).isFalse();
        assertThat(refused.whom()).isEqualTo(Whom.ACCOUNT);
        assertThat(refused(Reply.error(400, "failed_precondition", "enable billing"))
                        .whom())
                .isEqualTo(Whom.ACCOUNT);
        assertThat(refused(Reply.error(400, "invalid_request", "no such field")).whom())
                .isEqualTo(Whom.REQUEST);
    }

    @Test
    void an_error_in_a_list_is_the_vendors_word_too() {
        String list = "[" + google(402, "PAYMENT_REQUIRED", Map.of()).body() + "]";
        assertThat(refused(new Reply(402, Map.of("Content-Type", "application/json"), list))
                        .whom())
                .isEqualTo(Whom.ACCOUNT);
    }

    @Test
    void a_key_that_the_vendor_repeats_is_not_repeated() {
        String message = "Consumer 'api_key:" + TestKey.VALUE + "' has been suspended";
        assertThat(refused(Reply.error(403, "permission_denied", message)).why())
                .isEqualTo("403 permission_denied: Consumer 'api_key:[key]' has been suspended");
        assertThat(submit(Reply.error(500, "internal", message)))
                .isEqualTo(new Unsure("500 internal: Consumer 'api_key:[key]' has been suspended"));
        assertThat(refused(Reply.error(403, "permission_denied", "x".repeat(490) + TestKey.VALUE))
                        .why())
                .as("cut in the middle of it")
                .doesNotContain(TestKey.VALUE.substring(0, 5));
        assertThat(bench.gemini().toString()).doesNotContain(TestKey.VALUE);
    }

    @Test
    void a_long_story_is_cut() {
        assertThat(refused(Reply.error(400, "invalid_request", "x".repeat(100_000)))
                        .why())
                .hasSizeLessThan(600);
    }

    private Refused refused(Reply reply) {
        assertThat(submit(reply)).isInstanceOf(Refused.class);
        return (Refused) submit(reply);
    }

    private Submission submit(Reply reply) {
        bench.fake.next(new WireFault.Instead(reply, false));
        return bench.submit();
    }

    private static Reply google(int status, String word, Map<String, Object> detail) {
        return Reply.json(
                status,
                Map.of("error", Map.of("code", status, "message", "no", "status", word, "details", List.of(detail))));
    }
}
