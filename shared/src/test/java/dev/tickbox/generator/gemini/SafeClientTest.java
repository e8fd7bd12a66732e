package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.models.operations.CreateInteractionResponse;
import dev.tickbox.Clock;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.HttpExchange.Outcome;
import dev.tickbox.generator.gemini.SafeHttp.SafeClient;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.InteractionsRoute;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The SDK's own client with the safe recipe, before anything of ours is built on it. */
class SafeClientTest {
    private final Clock clock = Clock.system();
    private final SimulatedVendor vendor = new SimulatedVendor(Journal.inMemory(), clock, Faults.NONE);
    private final FakeGemini fake = new FakeGemini(0, new InteractionsRoute(vendor));
    private final Client client =
            SafeClient.open(Access.key(TestKey.VALUE, Optional.of(fake.baseUrl())), Duration.ofSeconds(20));

    @AfterEach
    void end() {
        client.close();
        fake.close();
    }

    @Test
    void a_request_that_is_taken_is_one_request_and_its_answer_is_read() {
        assertThat(send()).isInstanceOf(Done.class);
        assertThat(fake.posts()).isEqualTo(1);
        assertThat(vendor.jobs()).hasSize(1);
    }

    @Test
    void a_connection_that_breaks_after_the_request_is_not_a_reason_to_send_again() {
        send();
        fake.next(new WireFault.ResetAfter(true));
        Outcome<CreateInteractionResponse> outcome = send();
        assertThat(outcome instanceof Failed<?> failed
                        && failed.sent()
                        && failed.answer().isEmpty())
                .as("%s", outcome)
                .isTrue();
        assertThat(fake.posts()).isEqualTo(2);
        assertThat(fake.connections())
                .as("the second went over the first one's connection")
                .isEqualTo(1);
    }

    @Test
    void a_call_that_nobody_fenced_sends_nothing() {
        assertThat(org.junit.jupiter.api.Assertions.assertThrows(RuntimeException.class, this::create))
                .hasMessageContaining("outside of an exchange");
        assertThat(fake.posts()).isZero();
    }

    private Outcome<CreateInteractionResponse> send() {
        return HttpExchange.send(clock.deadline(Duration.ofSeconds(20)), this::create);
    }

    private CreateInteractionResponse create() {
        return client.interactions.create(CreateInteractionRequestBody.of(CreateModelInteraction.builder()
                .model("gemini-3.8-flash")
                .input(InteractionsInput.of("Write."))
                .background(true)
                .store(true)
                .labels(Map.of(InteractionsRoute.LABEL, "label-1"))
                .generationConfig(com.google.genai.gaos.models.interactions.GenerationConfig.builder()
                        .maxOutputTokens(100)
                        .build())
                .build()));
    }
}
