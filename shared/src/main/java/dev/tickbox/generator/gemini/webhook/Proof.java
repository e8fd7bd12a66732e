package dev.tickbox.generator.gemini.webhook;

/** What a signature vouches for. */
sealed interface Proof {
    /** @param event the JSON that is signed, itself or by its hash */
    record Genuine(String event) implements Proof {}

    record False(String why) implements Proof {}

    record Unclear(String why) implements Proof {}
}
