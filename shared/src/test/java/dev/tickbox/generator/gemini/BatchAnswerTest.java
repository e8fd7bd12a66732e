package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Usage;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.WireFault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch job may say of itself, through the real SDK. */
class BatchAnswerTest {
    private static final String USAGE =
            "'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':20,'thoughtsTokenCount':30}";

    private final Bench bench = new Bench(Mode.BATCH);

    @AfterEach
    void close() {
        bench.close();
    }

    private Look look(String state, String output) {
        String metadata = "{'displayName':'x','model':'models/gemini-3.8-flash','state':'" + state + "'"
                + (output.isEmpty() ? "" : ",'output':" + output) + "}";
        String json = "{'name':'batches/x','metadata':" + metadata + "}";
        bench.fake.plan(
                each -> true,
                new WireFault.Instead(
                        new Reply(200, Map.of("Content-Type", "application/json"), json.replace('\'', '"')), false));
        return bench.gemini().look("batches/x");
    }

    private static String inlined(String one) {
        return "{'inlinedResponses':{'inlinedResponses':[" + one + "]}}";
    }

    private static String response(String reason, String parts) {
        return inlined("{'response':{'modelVersion':'gemini-3.8-flash-001'," + USAGE
                + ",'candidates':[{'finishReason':'" + reason + "','content':{'parts':[" + parts + "]}}]}}");
    }

    private Finished finished(String state, String output) {
        return (Finished) look(state, output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BATCH_STATE_PENDING",
                "BATCH_STATE_RUNNING",
                "BATCH_STATE_UNSPECIFIED",
                "JOB_STATE_QUEUED",
                "JOB_STATE_CANCELLING",
                "JOB_STATE_PAUSED",
                "BATCH_STATE_BRAND_NEW",
                ""
            })
    void what_has_not_ended_or_is_not_understood_is_looked_at_again(String state) {
        assertThat(look(state, "")).isEqualTo(new Pending());
    }

    @Test
    void a_thought_is_counted_and_not_part_of_the_text() {
        Finished look = finished(
                "BATCH_STATE_SUCCEEDED", response("STOP", "{'text':'hm','thought':true},{'text':'Mo'},{'text':'ss'}"));
        assertThat(look)
                .isEqualTo(new Finished(
                        Ending.COMPLETED,
                        "completed",
                        Optional.of("Moss"),
                        "gemini-3.8-flash-001",
                        new Usage(10, 20, 30)));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, COMPLETED",
        "MAX_TOKENS, INCOMPLETE",
        "SAFETY, BLOCKED",
        "RECITATION, BLOCKED",
        "PROHIBITED_CONTENT, BLOCKED",
        "BLOCKLIST, BLOCKED",
        "SPII, BLOCKED",
        "LANGUAGE, BLOCKED",
        "OTHER, INCOMPLETE",
        "BRAND_NEW, INCOMPLETE"
    })
    void how_it_finished_is_told_and_what_came_is_kept(String reason, Ending ending) {
        Finished look = finished("JOB_STATE_SUCCEEDED", response(reason, "{'text':'Moss'}"));
        assertThat(look.ending()).isEqualTo(ending);
        assertThat(look.text()).contains("Moss");
        assertThat(look.usage()).isEqualTo(new Usage(10, 20, 30));
        if (ending == Ending.BLOCKED) {
            assertThat(look.why()).isEqualTo("blocked: " + reason.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @ParameterizedTest
    @CsvSource({"STOP, INCOMPLETE", "MAX_TOKENS, INCOMPLETE", "SAFETY, BLOCKED", "OTHER, FAILED", "BRAND_NEW, FAILED"})
    void without_a_text_nothing_is_complete(String reason, Ending ending) {
        Finished look = finished("JOB_STATE_SUCCEEDED", response(reason, ""));
        assertThat(look.ending()).isEqualTo(ending);
        assertThat(look.text()).isEmpty();
    }

    @Test
    void a_prompt_that_is_refused_is_blocked_and_billed() {
        Finished look = finished(
                "BATCH_STATE_SUCCEEDED",
                inlined("{'response':{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}," + USAGE + "}}"));
        assertThat(look.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(look.why()).contains("prohibited_content");
        assertThat(look.model()).isEqualTo("gemini-3.8-flash");
        assertThat(look.usage().inputTokens()).isEqualTo(10);
    }

    @Test
    void a_response_without_a_count_is_no_response_for_nothing() {
        String text = "'candidates':[{'finishReason':'STOP','content':{'parts':[{'text':'Moss'}]}}]";
        String cached = "'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':2,'cachedContentTokenCount':7}";
        assertThat(finished("BATCH_STATE_SUCCEEDED", inlined("{'response':{" + text + "}}"))
                        .usage())
                .isEqualTo(Usage.UNKNOWN);
        assertThat(finished("BATCH_STATE_SUCCEEDED", inlined("{'response':{" + text + "," + cached + "}}"))
                        .usage())
                .isEqualTo(new Usage(10, 2, 0, 7));
    }

    @Test
    void a_request_that_failed_says_why() {
        Finished look = finished("BATCH_STATE_SUCCEEDED", inlined("{'error':{'code':13,'message':'internal'}}"));
        assertThat(look.ending()).isEqualTo(Ending.FAILED);
        assertThat(look.why()).contains("13").contains("internal");
        assertThat(look.usage()).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "BATCH_STATE_FAILED, FAILED",
        "BATCH_STATE_EXPIRED, FAILED",
        "BATCH_STATE_CANCELLED, CANCELLED",
        "JOB_STATE_EXPIRED, FAILED"
    })
    void a_job_that_stopped_has_ended_and_costs_what_it_made(String state, Ending ending) {
        assertThat(finished(state, "").ending()).isEqualTo(ending);
        assertThat(finished(state, "").usage()).isEqualTo(Usage.NONE);
        Finished partly = finished(state, response("STOP", "{'text':'Moss'}"));
        assertThat(partly.ending()).isEqualTo(ending);
        assertThat(partly.usage()).isEqualTo(new Usage(10, 20, 30));
    }

    @Test
    void success_without_an_answer_is_not_believed() {
        assertThat(look("BATCH_STATE_SUCCEEDED", "")).isInstanceOf(Unreachable.class);
    }
}
