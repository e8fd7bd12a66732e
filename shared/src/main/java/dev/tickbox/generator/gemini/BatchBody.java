package dev.tickbox.generator.gemini;

import com.google.genai.types.BatchJobSource;
import com.google.genai.types.Content;
import com.google.genai.types.CreateBatchJobConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.InlinedRequest;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import dev.tickbox.Json;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import java.util.Map;

/** A request as the vendor's batches take it: one to a job, so that one handle is one purchase. */
final class BatchBody {
    private BatchBody() {}

    /** The name under which it is found again. */
    static CreateBatchJobConfig named(Label label) {
        return CreateBatchJobConfig.builder().displayName(label.text()).build();
    }

    static BatchJobSource of(Request request, Label label) {
        InlinedRequest one = InlinedRequest.builder()
                .contents(Content.builder()
                        .role("user")
                        .parts(Part.fromText(request.prompt()))
                        .build())
                .metadata(Map.of(InteractionBody.LABEL, label.text()))
                .config(config(request))
                .build();
        return BatchJobSource.builder().inlinedRequests(one).build();
    }

    private static GenerateContentConfig config(Request request) {
        GenerateContentConfig.Builder config = GenerateContentConfig.builder().maxOutputTokens(request.maxTokens());
        request.thinking()
                .ifPresent(level -> config.thinkingConfig(
                        ThinkingConfig.builder().thinkingLevel(level).build()));
        request.system()
                .ifPresent(text -> config.systemInstruction(
                        Content.builder().parts(Part.fromText(text)).build()));
        request.schema()
                .ifPresent(schema ->
                        config.responseMimeType("application/json").responseJsonSchema(Json.parseObject(schema)));
        return config.build();
    }
}
