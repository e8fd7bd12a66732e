package dev.tickbox.generator.gemini;

import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteractionResponseFormat;
import com.google.genai.gaos.models.interactions.GenerationConfig;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.ResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormatMimeType;
import com.google.genai.gaos.models.interactions.ThinkingLevel;
import com.google.genai.gaos.models.interactions.WebhookConfig;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import dev.tickbox.Json;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.gemini.webhook.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as the vendor's interactions take it, with everything said that would otherwise be the vendor's choice. */
final class InteractionBody {
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
