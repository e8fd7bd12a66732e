package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.tickbox.Clock;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.InteractionsRoute;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interactions on Vertex AI: no key, and a listing that may find but never denies. */
class VertexTest {
    private static final String PATH = "/v1beta1/projects/my-project/locations/global/interactions";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final GoogleCredentials CREDENTIALS = GoogleCredentials.create(
            new AccessToken("test-token-not-real", Date.from(Instant.parse("2999-01-01T00:00:00Z"))));

    private final Clock clock = Clock.system();
    private final SimulatedVendor vendor = new SimulatedVendor(
            Journal.inMemory(),
            clock,
            Faults.NONE.within(Duration.ZERO, Duration.ZERO).askable(false));
    private final FakeGemini fake = new FakeGemini(0, new InteractionsRoute(vendor));
    private final Generator vertex = Gemini.open(
            new Access(
                    new Access.Vertex("my-project", "global", Optional.of(CREDENTIALS)), Optional.of(fake.baseUrl())),
            clock,
            PATIENCE,
            Optional.of("https://example.com/webhook"));

    @AfterEach
    void close() {
        fake.close();
    }

    private static Label label(int attempt) {
        return new Label(Bench.LABEL_KEY, attempt, Mode.BACKGROUND);
    }

    private String submitted(int attempt) {
        return ((Accepted) vertex.submit(Bench.request(), label(attempt), clock.deadline(PATIENCE))).handle();
    }

    private static boolean lists(Seen request) {
        return request.path().equals(PATH) && !request.isPost();
    }

    @Test
    void an_interaction_is_bought_and_read_in_the_project_without_a_key() {
        assertThat(vertex.kind()).isEqualTo("gemini-vertex");
        String handle = submitted(1);
        Seen post = fake.seen().getLast();
        assertThat(post.path()).isEqualTo(PATH);
        assertThat(post.header("authorization")).contains("Bearer test-token-not-real");
        assertThat(post.header("x-goog-api-key")).isEmpty();
        assertThat(post.json().find("webhook_config"))
                .as("Vertex AI has no webhooks")
                .isEmpty();
        assertThat(vertex.look(handle)).isInstanceOf(Finished.class);
    }

    @Test
    void what_the_listing_shows_is_found_by_its_label() {
        String first = submitted(1);
        String second = submitted(2);
        Listing listing = vertex.list(Mode.BACKGROUND);
        assertThat(listing.handles(label(1))).containsExactly(first);
        assertThat(listing.handles(label(2))).containsExactly(second);
        Seen list = fake.seen().stream().filter(VertexTest::lists).findFirst().orElseThrow();
        assertThat(list.header("authorization")).contains("Bearer test-token-not-real");
    }

    @Test
    void what_the_listing_does_not_show_is_not_denied() {
        submitted(1);
        Listing listing = vertex.list(Mode.BACKGROUND);
        assertThat(listing.handles(label(3))).isEmpty();
        assertThat(listing.lacks(label(3))).isFalse();
    }

    @Test
    void a_listing_that_fails_is_a_vendor_that_cannot_be_asked() {
        submitted(1);
        for (WireFault fault : List.of(
                new WireFault.Instead(Reply.error(404, "not_found", "no such method"), false),
                new WireFault.Instead(Reply.error(503, "unavailable", "not now"), false),
                new WireFault.Instead(new Reply(200, Map.of(), "<html>"), false),
                new WireFault.Instead(new Reply(200, Map.of(), "{\"interactions\":[1,{\"id\":null}]}"), false),
                new WireFault.ResetAfter(false))) {
            fake.plan(VertexTest::lists, fault);
            assertThat(vertex.list(Mode.BACKGROUND)).as("%s", fault).isEqualTo(new CannotBeAsked());
        }
        fake.plan(each -> each.path().startsWith(PATH + "/"), new WireFault.Instead(Reply.error(503, "x", "y"), false));
        assertThat(vertex.list(Mode.BACKGROUND))
                .as("the entry cannot be looked up")
                .isEqualTo(new CannotBeAsked());
        assertThat(vertex.list(Mode.BACKGROUND).handles(label(1))).isNotEmpty();
    }

    @Test
    void a_batch_is_refused_and_nothing_is_sent() {
        Label batch = new Label(Bench.LABEL_KEY, 1, Mode.BATCH);
        assertThat(vertex.submit(Bench.request(), batch, clock.deadline(PATIENCE)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.lasting()).isTrue());
        assertThat(fake.posts()).isZero();
    }
}
