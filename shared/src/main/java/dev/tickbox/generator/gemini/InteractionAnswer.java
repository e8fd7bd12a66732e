package dev.tickbox.generator.gemini;

import com.google.genai.gaos.models.interactions.Error;
import com.google.genai.gaos.models.interactions.Interaction;
import com.google.genai.gaos.models.interactions.InteractionStatus;
import com.google.genai.gaos.models.interactions.ModelOutputStep;
import com.google.genai.gaos.models.interactions.TextContent;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Usage;
import dev.tickbox.generator.gemini.VendorError.VendorText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an interaction says about itself. A word that we do not know means: look again later. */
record InteractionAnswer(Interaction interaction) {
    private static final int WHY_CHARACTERS = 500;

    /** The vendor's words for "we will not say this". */
    private static final Set<String> BLOCKED = Set.of(
            "safety",
            "recitation",
            "prohibited_content",
            "blocklist",
            "spii",
            "language",
            "model_armor",
            "image_safety",
            "image_prohibited_content",
            "image_recitation",
            "content_filter",
            "content_blocked");

    Look look() {
        String status = interaction.status().map(InteractionStatus::value).orElse("");
        return switch (status) {
            case "completed" -> completed();
            case "incomplete" -> ended(Ending.INCOMPLETE, "incomplete, for instance out of tokens");
            case "budget_exceeded" -> ended(Ending.INCOMPLETE, "the vendor's token budget was reached");
            // We offer no tools, so no action will follow. Its text is kept, and onIncomplete or the operator decides;
            // buying it again
            // at once would most likely buy the same question again.
            case "requires_action" ->
                ended(Ending.INCOMPLETE, "the answer asks for a tool, and tools are not supported");
            case "failed" -> ended(Ending.FAILED, "failed");
            case "cancelled" -> ended(Ending.CANCELLED, "cancelled");
            default -> new Pending();
        };
    }

    /** Completed with nothing to read is not what was ordered. */
    private Look completed() {
        return text().isPresent()
                ? finished(Ending.COMPLETED, "completed")
                : ended(Ending.INCOMPLETE, "completed, but without any text");
    }

    private Look ended(Ending ending, String what) {
        List<String> reasons = reasons();
        boolean blocked = ending != Ending.CANCELLED && codes().anyMatch(BLOCKED::contains);
        String why = (blocked ? "blocked" : what) + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
        return finished(blocked ? Ending.BLOCKED : ending, VendorText.shortened(why, WHY_CHARACTERS));
    }

    private Look finished(Ending ending, String why) {
        String model = interaction.model().map(each -> each.value()).orElse("");
        Optional<String> label = interaction
                .labels()
                .flatMap(labels -> Optional.ofNullable(labels.get(Interactions.InteractionBody.LABEL)));
        return new Finished(ending, why, text().map(VendorText::whole), model, usage(), label);
    }

    /** The model's own steps only: what was asked comes back as a step, too. */
    private Optional<String> text() {
        String text = outputs()
                .flatMap(step -> step.content().orElse(List.of()).stream())
                .flatMap(content -> content instanceof TextContent words ? words.text().stream() : Stream.empty())
                .collect(Collectors.joining());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Stream<ModelOutputStep> outputs() {
        return interaction.steps().orElse(List.of()).stream()
                .flatMap(step -> step instanceof ModelOutputStep output ? Stream.of(output) : Stream.empty());
    }

    private Stream<Error> errors() {
        return interaction.errors().orElse(List.of()).stream();
    }

    /** A code may be a bare word or an address that ends in it. */
    private Stream<String> codes() {
        Stream<String> ofSteps = outputs()
                .flatMap(step -> step.error().stream())
                .flatMap(status -> status.details().orElse(List.of()).stream())
                .flatMap(detail -> detail.get("reason") instanceof String reason ? Stream.of(reason) : Stream.empty());
        return Stream.concat(errors().flatMap(error -> error.code().stream()), ofSteps)
                .map(code -> code.substring(code.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
    }

    private List<String> reasons() {
        Stream<String> ofSteps =
                outputs().flatMap(step -> step.error().stream()).flatMap(status -> status.message().stream());
        Stream<String> own = errors().map(error -> Stream.of(error.code(), error.message())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ")));
        return Stream.concat(own, ofSteps).filter(each -> !each.isBlank()).toList();
    }

    /** Known only where it counts what was asked and, if there is a text, what was answered. */
    private Usage usage() {
        return interaction
                .usage()
                .filter(used -> used.totalInputTokens().isPresent()
                        && (used.totalOutputTokens().isPresent() || text().isEmpty()))
                .map(used -> new Usage(
                        (long) used.totalInputTokens().orElse(0)
                                + used.totalToolUseTokens().orElse(0),
                        used.totalOutputTokens().orElse(0),
                        used.totalThoughtTokens().orElse(0),
                        used.totalCachedTokens().orElse(0)))
                .orElse(Usage.UNKNOWN);
    }
}
