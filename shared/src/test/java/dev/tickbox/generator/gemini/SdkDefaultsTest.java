package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.gaos.models.operations.CreateInteractionResponse;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.tickbox.Clock;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.Interactions.InteractionBody;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * How often the SDK sends one {@code create} without the safe recipe, or with only a part of it. Who upgrades the SDK sees here whether
 * the recipe is still needed; {@link SubmitTest} says whether it is still whole.
 */
class SdkDefaultsTest {
    private static final int FAULTS = 40;
    private static final WireFault BUSY = new WireFault.Instead(Reply.error(503, "unavailable", "not now"), true);
    private static final WireFault BUSY_COME_AT_ONCE =
            new WireFault.Instead(Reply.error(503, "unavailable", "not now").with("Retry-After", "0"), true);
    private static final WireFault TOO_MANY =
            new WireFault.Instead(Reply.error(429, "rate_limit_exceeded", "slow"), false);
    private static final WireFault MOVED =
            new WireFault.Instead(new Reply(307, Map.of("Location", "/v1beta/interactions"), ""), true);
    private static final WireFault DROPPED = new WireFault.ResetAfter(true);

    @Test
    void by_its_defaults_one_create_is_bought_five_or_six_times() {
        assertThat(posts(BUSY, Optional.empty(), hasty())).isEqualTo(5);
        assertThat(posts(TOO_MANY, Optional.empty(), hasty())).isEqualTo(5);
        assertThat(posts(DROPPED, Optional.empty(), hasty())).isEqualTo(6);
    }

    @Test
    void one_attempt_is_not_enough_since_the_http_client_below_sends_again() {
        HttpRetryOptions once = HttpRetryOptions.builder().attempts(1).build();
        assertThat(posts(BUSY, Optional.empty(), once)).isEqualTo(1);
        assertThat(posts(DROPPED, Optional.empty(), once)).isEqualTo(2);
        assertThat(posts(BUSY_COME_AT_ONCE, Optional.empty(), once)).isEqualTo(2);
        assertThat(posts(MOVED, Optional.empty(), once)).isEqualTo(21);
    }

    @Test
    void an_http_client_that_does_not_mend_connections_still_obeys_a_busy_server_and_a_redirect() {
        HttpRetryOptions once = HttpRetryOptions.builder().attempts(1).build();
        OkHttpClient client =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        assertThat(posts(DROPPED, Optional.of(client), once)).isEqualTo(1);
        assertThat(posts(BUSY_COME_AT_ONCE, Optional.of(client), once)).isEqualTo(2);
        assertThat(posts(MOVED, Optional.of(client), once)).isEqualTo(21);
    }

    @Test
    void the_recipe_without_its_fence_obeys_neither_a_broken_connection_nor_a_redirect() {
        HttpRetryOptions once = HttpRetryOptions.builder().attempts(1).build();
        OkHttpClient.Builder bare = SafeHttp.client(Duration.ofMinutes(1)).newBuilder();
        bare.interceptors().clear();
        bare.networkInterceptors().clear();
        assertThat(posts(DROPPED, Optional.of(bare.build()), once)).isEqualTo(1);
        assertThat(posts(MOVED, Optional.of(bare.build()), once)).isEqualTo(1);
    }

    /** Two safeties: the recipe asks nobody to send again, and the fence lets nobody. */
    @Test
    void the_fence_alone_lets_one_request_through_whoever_sends_again() {
        OkHttpClient fenced = SafeHttp.fenced(new OkHttpClient.Builder()).build();
        for (WireFault fault : List.of(BUSY, BUSY_COME_AT_ONCE, TOO_MANY, MOVED, DROPPED)) {
            assertThat(posts(fault, Optional.of(fenced), hasty()))
                    .as("%s", fault)
                    .isEqualTo(1);
        }
    }

    /** The SDK's own number of attempts, without its waiting. */
    private static HttpRetryOptions hasty() {
        return HttpRetryOptions.builder().initialDelay(0.001).maxDelay(0.001).build();
    }

    /** Over a connection that was used before, as in a process that lives longer than one call. */
    private static int posts(WireFault fault, Optional<OkHttpClient> http, HttpRetryOptions retries) {
        ClientOptions.Builder options = ClientOptions.builder();
        http.ifPresent(options::customHttpClient);
        try (Bench bench = new Bench();
                Client client = Client.builder()
                        .apiKey(TestKey.VALUE)
                        .clientOptions(options.build())
                        .httpOptions(HttpOptions.builder()
                                .baseUrl(bench.fake.baseUrl())
                                .retryOptions(retries)
                                .build())
                        .build()) {
            var body = InteractionBody.of(Bench.request(), Bench.LABEL, Optional.empty());
            Supplier<CreateInteractionResponse> create = () -> client.interactions.create(body);
            Clock.Deadline sendBy = bench.clock.deadline(Duration.ofMinutes(1));
            assertThat(HttpExchange.send(sendBy, create)).isInstanceOf(Done.class);
            int before = bench.fake.posts();
            bench.fake.next(Collections.nCopies(FAULTS, fault).toArray(WireFault[]::new));
            assertThat(HttpExchange.send(sendBy, create)).isInstanceOf(Failed.class);
            return bench.fake.posts() - before;
        }
    }
}
