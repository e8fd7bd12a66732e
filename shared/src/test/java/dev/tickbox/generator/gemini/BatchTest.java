package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The batch counter: what goes over the wire, and what a listing proves. */
class BatchTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}},\"required\":[\"title\"]}";
    private static final Reply BUSY = Reply.error(503, "UNAVAILABLE", "not now");

    private final Bench bench = new Bench(Mode.BATCH);

    @AfterEach
    void close() {
        bench.close();
    }

    private String submitted(int attempt) {
        return ((Accepted) bench.submit(Bench.request(), attempt)).handle();
    }

    private Listing list() {
        return bench.gemini().list(Mode.BATCH);
    }

    private static Label label(int attempt) {
        return new Label(Bench.LABEL_KEY, attempt, Mode.BATCH);
    }

    private static boolean lists(Seen request) {
        return request.path().endsWith("/batches");
    }

    private static boolean listsLater(Seen request) {
        return lists(request) && request.query("pageToken").isPresent();
    }

    @Test
    void everything_that_was_ordered_is_said_and_the_label_is_the_jobs_name() {
        bench.submit(new Request(
                Contents.MODEL,
                "Write about moss.",
                Optional.of("Be brief."),
                Optional.of(SCHEMA),
                777,
                Optional.of("low"),
                Optional.of(0.7),
                Mode.BATCH));
        Seen post = bench.fake.seen().getLast();
        assertThat(post.path()).isEqualTo("/v1beta/models/" + Contents.MODEL + ":batchGenerateContent");
        assertThat(post.header("x-goog-api-key")).contains(TestKey.VALUE);
        Fields batch = post.json().map("batch");
        String label = Bench.label(Mode.BATCH).text();
        assertThat(batch.text("displayName")).isEqualTo(label);
        List<Fields> requests = batch.map("inputConfig").map("requests").list("requests");
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().map("metadata").text("tickbox")).isEqualTo(label);
        Fields request = requests.getFirst().map("request");
        assertThat(text(request.list("contents").getFirst())).isEqualTo("Write about moss.");
        assertThat(text(request.map("systemInstruction"))).isEqualTo("Be brief.");
        Fields config = request.map("generationConfig");
        assertThat(config.number("maxOutputTokens")).isEqualTo(777);
        assertThat(config.text("responseMimeType")).isEqualTo("application/json");
        assertThat(config.map("responseJsonSchema").text("type")).isEqualTo("object");
        assertThat(config.map("thinkingConfig").text("thinkingLevel")).isEqualToIgnoringCase("low");
        assertThat(config.find("temperature")).contains(0.7);
    }

    private static String text(Fields content) {
        return content.list("parts").getFirst().text("text");
    }

    @Test
    void a_finished_job_brings_its_text_its_model_and_its_usage() {
        String handle = submitted(1);
        assertThat(handle).startsWith("batches/");
        Fields sold = bench.vendor.jobs().getFirst();
        assertThat(bench.gemini().look(handle)).isInstanceOfSatisfying(Finished.class, look -> {
            assertThat(look.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(look.text()).contains(sold.text("text"));
            assertThat(look.model()).isEqualTo(Contents.MODEL);
            assertThat(look.usage().inputTokens()).isEqualTo(sold.number("inputTokens"));
            assertThat(look.usage().outputTokens()).isEqualTo(sold.number("outputTokens"));
        });
    }

    @Test
    void a_job_that_is_not_there_is_missing_only_in_the_vendors_words() {
        assertThat(bench.gemini().look("batches/none")).isInstanceOf(Missing.class);
        bench.fake.plan(each -> true, new WireFault.Instead(new Reply(404, Map.of(), "<html>"), false));
        assertThat(bench.gemini().look("batches/none")).isInstanceOf(Unreachable.class);
    }

    @Test
    void cancelling_is_one_request() {
        String handle = submitted(1);
        int before = bench.fake.posts();
        bench.gemini().cancel(handle);
        assertThat(bench.fake.posts() - before).isEqualTo(1);
        assertThat(bench.fake.seen().getLast().path()).isEqualTo("/v1beta/" + handle + ":cancel");
    }

    @Test
    void every_job_of_that_name_is_found_on_whichever_page() {
        List<String> first = List.of(submitted(1), submitted(1));
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 2 * Bench.BATCH_PAGE; i++) {
            others.add(submitted(2));
        }
        assertThat(list().handles(label(1))).containsExactlyInAnyOrderElementsOf(first);
        assertThat(list().handles(label(2))).containsExactlyInAnyOrderElementsOf(others);
        assertThat(list().lacks(label(3))).isTrue();
    }

    @Test
    void nothing_is_listed_where_nothing_was_sold() {
        assertThat(list().lacks(label(1))).isTrue();
    }

    @Test
    void a_last_page_without_jobs_is_no_error() {
        submitted(1);
        Reply none = Reply.json(200, Map.of());
        bench.fake.plan(BatchTest::lists, new WireFault.Instead(Reply.json(200, Map.of("nextPageToken", "9")), false));
        bench.fake.plan(BatchTest::lists, new WireFault.Instead(none, false));
        assertThat(list().lacks(label(1))).isTrue();
    }

    /** What an incomplete listing does not show may be on the page that did not come. */
    @Test
    void a_page_that_fails_is_no_answer_whichever_it_is() {
        for (int i = 0; i < 2 * Bench.BATCH_PAGE + 1; i++) {
            submitted(2);
        }
        for (WireFault fault : List.of(
                new WireFault.Instead(BUSY, false),
                new WireFault.Instead(Reply.error(429, "RESOURCE_EXHAUSTED", "slow down"), false),
                new WireFault.Instead(new Reply(200, Map.of(), "<html>"), false),
                new WireFault.Instead(new Reply(307, Map.of("Location", "/v1beta/batches"), ""), false),
                new WireFault.ResetAfter(false),
                new WireFault.Cut(30))) {
            bench.fake.plan(BatchTest::lists, fault);
            assertThat(list()).as("the first page: %s", fault).isInstanceOf(NoAnswer.class);
            bench.fake.plan(BatchTest::listsLater, fault);
            assertThat(list()).as("a later page: %s", fault).isInstanceOf(NoAnswer.class);
        }
        assertThat(list().lacks(label(1))).isTrue();
    }
}
