package dev.tickbox.generator.gemini.webhook;

/** What a delivery came to. */
public sealed interface WebhookReading {
    /**
     * The vendor has this attempt under this handle. Answer 204 once the ledger has it, 503 if it cannot be reached.
     *
     * @param type such as {@code interaction.completed}; a hint, never an ending: that is for the next look to say
     */
    record Event(String key, int attempt, String handle, String type) implements WebhookReading {}

    /** Genuine, and about something that is not Tickbox's: answer 204, so that it is not sent again. */
    record NotOurs(String why) implements WebhookReading {}

    /** Not the vendor's word, or not from now: answer 401. */
    record Forged(String why) implements WebhookReading {}

    /** The vendor's keys cannot be had: answer 503, so that it is sent again. */
    record CannotTell(String why) implements WebhookReading {}
}
