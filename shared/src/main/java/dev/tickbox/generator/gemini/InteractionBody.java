package dev.tickbox.generator.gemini;

import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteractionResponseFormat;
import com.google.genai.gaos.models.interactions.GenerationConfig;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.ResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormat;
import com.google.genai.gaos.models.interactions.TextResponseFormatMimeType;
import com.google.genai.gaos.models.interactions.ThinkingLevel;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import dev.tickbox.Json;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Map;

/** A request as the vendor's interactions take it, with everything said that would otherwise be the vendor's choice. */
final class InteractionBody {
    /** The label's own name among the labels. */
    static final String LABEL = "tickbox";

    private InteractionBody() {}

    /** Stored, since what is not stored cannot be collected later. */
    static CreateInteractionRequestBody of(Request request, Label label) {
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
        return CreateInteractionRequestBody.of(body.build());
    }

    private static CreateModelInteractionResponseFormat format(String schema) {
        return CreateModelInteractionResponseFormat.of(ResponseFormat.of(TextResponseFormat.builder()
                .mimeType(TextResponseFormatMimeType.APPLICATION_JSON)
                .schema(Json.parseObject(schema))
                .build()));
    }
}
