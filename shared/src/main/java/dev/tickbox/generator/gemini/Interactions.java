package dev.tickbox.generator.gemini;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteractionResponseFormat;
import com.google.genai.gaos.models.interactions.GenerationConfig;
import com.google.genai.gaos.models.interactions.Interaction;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.ResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormatMimeType;
import com.google.genai.gaos.models.interactions.ThinkingLevel;
import com.google.genai.gaos.models.interactions.WebhookConfig;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.models.operations.CreateInteractionResponse;
import com.google.genai.gaos.models.operations.GetInteractionByIdRequest;
import com.google.genai.gaos.models.operations.GetInteractionByIdResponse;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.gemini.FailedPurchase.HandleSalvage;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.webhook.Webhook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Text made in the background, one request a purchase. With a key nothing lists interactions, so what is lost cannot be asked for;
 * with an address of ours, the vendor itself says what it has.
 */
record Interactions(
        String kind,
        Client client,
        FailedPurchase verdict,
        Optional<String> webhookUrl,
        Optional<VertexListing> listing)
        implements Generator {
    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return switch (HttpExchange.send(
                sendBy, () -> client.interactions.create(InteractionBody.of(request, label, webhookUrl)))) {
            case Done<CreateInteractionResponse> done -> accepted(done);
            case Failed<CreateInteractionResponse> failed -> verdict.of(failed, Interactions::rescue);
        };
    }

    private Submission accepted(Done<CreateInteractionResponse> done) {
        Optional<String> id =
                done.value().interaction().flatMap(Interaction::id).flatMap(HandleSalvage::handle);
        if (id.isPresent()) {
            return new Accepted(id.get());
        }
        return done.answer()
                .map(answer -> verdict.of(answer, new IllegalStateException("it has no id"), Interactions::rescue))
                .orElseGet(() -> new Unsure("an answer without an id"));
    }

    private static Optional<String> rescue(String answer) {
        return HandleSalvage.field("id", answer);
    }

    @Override
    public Look look(String handle) {
        GetInteractionByIdRequest request =
                GetInteractionByIdRequest.builder().id(handle).build();
        return switch (HttpExchange.ask(() -> client.interactions.get(request))) {
            case Done<GetInteractionByIdResponse> done ->
                done.value()
                        .interaction()
                        .map(found -> new InteractionAnswer(found).look())
                        .orElseGet(() -> new Unreachable("an answer without an interaction"));
            case Failed<GetInteractionByIdResponse> failed ->
                VendorError.missing(failed.answer()) ? new Missing() : new Unreachable(verdict.why(failed));
        };
    }

    /** A preview listing, of which nothing says that it is complete: it finds, but never says that there is nothing. */
    @Override
    public Listing list(Mode mode) {
        Map<String, List<String>> byLabel = new HashMap<>();
        for (String handle : listing.map(VertexListing::handles).orElse(List.of())) {
            label(handle)
                    .ifPresent(label -> byLabel.computeIfAbsent(label, each -> new ArrayList<>())
                            .add(handle));
        }
        return byLabel.isEmpty() ? new CannotBeAsked() : new Partial(byLabel);
    }

    private Optional<String> label(String handle) {
        return HttpExchange.ask(() -> client.interactions.get(
                                GetInteractionByIdRequest.builder().id(handle).build()))
                        instanceof Done<GetInteractionByIdResponse> done
                ? done.value()
                        .interaction()
                        .flatMap(Interaction::labels)
                        .flatMap(labels -> Optional.ofNullable(labels.get(InteractionBody.LABEL)))
                : Optional.empty();
    }

    /** Whether it was heard shows in the next look. */
    @Override
    public void cancel(String handle) {
        HttpExchange.ask(() -> client.interactions.cancel(handle));
    }

    /** A request as the vendor's interactions take it, with everything said that would otherwise be the vendor's choice. */
    static final class InteractionBody {
        /** The label's own name among the labels. */
        static final String LABEL = "tickbox";

        private InteractionBody() {}

        /** Stored, since what is not stored cannot be collected later. */
        static CreateInteractionRequestBody of(Request request, Label label, Optional<String> webhookUrl) {
            GenerationConfig.Builder config = GenerationConfig.builder().maxOutputTokens(request.maxTokens());
            request.thinking().ifPresent(level -> config.thinkingLevel(ThinkingLevel.of(level)));
            CreateModelInteraction.Builder body = CreateModelInteraction.builder()
                    .model(request.model())
                    .input(InteractionsInput.of(request.prompt()))
                    .background(true)
                    .store(true)
                    .labels(Map.of(LABEL, label.text()))
                    .generationConfig(config.build());
            request.system().ifPresent(body::systemInstruction);
            request.schema().ifPresent(schema -> body.responseFormat(format(schema)));
            webhookUrl.ifPresent(url -> body.webhookConfig(calling(url, label)));
            return CreateInteractionRequestBody.of(body.build());
        }

        /** The whole key, unlike in the label: whoever calls must name the reservation, and a stranger cannot guess it. */
        private static WebhookConfig calling(String url, Label label) {
            return WebhookConfig.builder()
                    .uris(List.of(url))
                    .userMetadata(Map.copyOf(Webhook.metadata(label.key(), label.attempt())))
                    .build();
        }

        private static CreateModelInteractionResponseFormat format(String schema) {
            return CreateModelInteractionResponseFormat.of(ResponseFormat.of(TextResponseFormat.builder()
                    .mimeType(TextResponseFormatMimeType.APPLICATION_JSON)
                    .schema(Json.parseObject(schema))
                    .build()));
        }
    }
}
