package dev.tickbox.vendor;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator.Ending;
import java.util.List;
import java.util.Map;

/** What a finished batch job with one request holds. */
final class BatchOutput {
    private BatchOutput() {}

    static Map<String, Object> of(Fields job) {
        Ending ending = Ending.valueOf(job.text("ending"));
        String reason = switch (ending) {
            case COMPLETED -> "STOP";
            case INCOMPLETE -> "MAX_TOKENS";
            case BLOCKED -> "SAFETY";
            case FAILED, CANCELLED -> "OTHER";
        };
        Fields candidate = Fields.NONE
                .with("finishReason", reason)
                .with(
                        "content",
                        job.findText("text")
                                .map(text -> Map.of("role", "model", "parts", List.of(Map.of("text", text)))));
        Map<String, Object> response = Map.of(
                "candidates",
                List.of(candidate.values()),
                "modelVersion",
                job.text("model"),
                "usageMetadata",
                Map.of(
                        "promptTokenCount", job.number("inputTokens"),
                        "candidatesTokenCount", job.number("outputTokens")));
        Map<String, Object> one = Map.of("response", response, "metadata", Map.of("tickbox", job.text("label")));
        return Map.of("inlinedResponses", Map.of("inlinedResponses", List.of(one)));
    }
}
