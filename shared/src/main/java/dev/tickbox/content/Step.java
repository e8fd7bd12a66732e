package dev.tickbox.content;

import java.util.Optional;

/** One step of a job, with everything that the job said for all of them already filled in. */
public sealed interface Step {
    String id();

    /**
     * Buys one text.
     *
     * @param promptFile where a person finds the prompt, relative to the content folder
     * @param promptText a template
     */
    record Generate(
            String id,
            String promptFile,
            String promptText,
            String model,
            int maxTokens,
            Optional<String> system,
            Output output)
            implements Step {}

    /** Publishes what the step {@code of} made. */
    record Publish(String id, String of, String site) implements Step {}
}
