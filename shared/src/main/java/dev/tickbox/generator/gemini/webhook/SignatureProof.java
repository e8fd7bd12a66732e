package dev.tickbox.generator.gemini.webhook;

/** What a signature vouches for. */
sealed interface SignatureProof {
    /** @param event the JSON that is signed, itself or by its hash */
    record Genuine(String event) implements SignatureProof {}

    record False(String why) implements SignatureProof {}

    record Unclear(String why) implements SignatureProof {}
}
