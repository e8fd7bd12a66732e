package dev.tickbox.generator.gemini;

import com.google.genai.types.BatchJob;
import com.google.genai.types.BatchJobDestination;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponsePromptFeedback;
import com.google.genai.types.InlinedResponse;
import com.google.genai.types.JobError;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Usage;
import dev.tickbox.generator.gemini.VendorError.VendorText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a batch job with one request says about itself. A state that we do not know means: look again later. */
record BatchAnswer(BatchJob job) {
    private static final int WHY_CHARACTERS = 500;

    /** The reasons to finish that mean "we will not say this". */
    private static final Set<String> BLOCKED = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MODEL_ARMOR",
            "JAILBREAK",
            "IMAGE_SAFETY",
            "IMAGE_RECITATION",
            "IMAGE_PROHIBITED_CONTENT");

    Look look() {
        return switch (job.state().map(Object::toString).orElse("")) {
            case "JOB_STATE_SUCCEEDED", "JOB_STATE_PARTIALLY_SUCCEEDED" ->
                inlined()
                        .map(this::answered)
                        .orElseGet(() -> new Unreachable("the job succeeded, but its answer is missing"));
            case "JOB_STATE_FAILED" -> stopped(Ending.FAILED, "the job failed");
            case "JOB_STATE_EXPIRED" -> stopped(Ending.FAILED, "the job expired before the vendor worked on it");
            case "JOB_STATE_CANCELLED" -> stopped(Ending.CANCELLED, "cancelled");
            default -> new Pending();
        };
    }

    private Optional<InlinedResponse> inlined() {
        return job.dest().flatMap(BatchJobDestination::inlinedResponses).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /** Whatever was made before it stopped is billed, and kept. */
    private Look stopped(Ending ending, String what) {
        Optional<GenerateContentResponse> response = inlined().flatMap(InlinedResponse::response);
        return finished(ending, what + job.error().map(BatchAnswer::words).orElse(""), response);
    }

    private Look answered(InlinedResponse inlined) {
        Optional<GenerateContentResponse> response = inlined.response();
        if (response.isEmpty()) {
            String why = "the request failed"
                    + inlined.error().map(BatchAnswer::words).orElse("");
            return finished(Ending.FAILED, why, response);
        }
        Optional<String> refused = response.get()
                .promptFeedback()
                .flatMap(GenerateContentResponsePromptFeedback::blockReason)
                .map(Object::toString);
        if (refused.isPresent()) {
            return finished(Ending.BLOCKED, "blocked: the prompt, " + lower(refused.get()), response);
        }
        Optional<Candidate> candidate = candidate(response.get());
        String reason =
                candidate.flatMap(Candidate::finishReason).map(Object::toString).orElse("");
        String said = candidate
                .flatMap(Candidate::finishMessage)
                .map(message -> ": " + message)
                .orElse("");
        boolean text = text(response.get()).isPresent();
        if (BLOCKED.contains(reason)) {
            return finished(Ending.BLOCKED, "blocked: " + lower(reason) + said, response);
        }
        return switch (reason) {
            case "STOP" ->
                text
                        ? finished(Ending.COMPLETED, "completed", response)
                        : finished(Ending.INCOMPLETE, "completed, but without any text", response);
            case "MAX_TOKENS" -> finished(Ending.INCOMPLETE, "out of tokens", response);
            default ->
                finished(
                        text ? Ending.INCOMPLETE : Ending.FAILED,
                        "it stopped" + (reason.isEmpty() ? " without a reason" : ": " + lower(reason)) + said,
                        response);
        };
    }

    private Look finished(Ending ending, String why, Optional<GenerateContentResponse> response) {
        String model = response.flatMap(GenerateContentResponse::modelVersion)
                .or(job::model)
                .orElse("");
        return new Finished(
                ending,
                VendorText.shortened(why, WHY_CHARACTERS),
                response.flatMap(BatchAnswer::text).map(VendorText::whole),
                model.startsWith("models/") ? model.substring("models/".length()) : model,
                // Without a response nothing was made, and nothing is billed.
                response.map(BatchAnswer::usage).orElse(Usage.NONE));
    }

    private static Optional<Candidate> candidate(GenerateContentResponse response) {
        return response.candidates().orElse(List.of()).stream().findFirst();
    }

    /** What the model thought beside it was not ordered. */
    private static Optional<String> text(GenerateContentResponse response) {
        String text = candidate(response).flatMap(Candidate::content).flatMap(Content::parts).stream()
                .flatMap(List::stream)
                .filter(part -> !part.thought().orElse(false))
                .flatMap(part -> part.text().stream())
                .collect(Collectors.joining());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Known only where it counts what was asked and, if there is a text, what was answered. */
    private static Usage usage(GenerateContentResponse response) {
        return response.usageMetadata()
                .filter(used -> used.promptTokenCount().isPresent()
                        && (used.candidatesTokenCount().isPresent()
                                || text(response).isEmpty()))
                .map(used -> new Usage(
                        (long) used.promptTokenCount().orElse(0)
                                + used.toolUsePromptTokenCount().orElse(0),
                        used.candidatesTokenCount().orElse(0),
                        used.thoughtsTokenCount().orElse(0),
                        used.cachedContentTokenCount().orElse(0)))
                .orElse(Usage.UNKNOWN);
    }

    private static String words(JobError error) {
        return error.code().map(code -> " (" + code + ")").orElse("")
                + error.message().map(message -> ": " + message).orElse("");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
