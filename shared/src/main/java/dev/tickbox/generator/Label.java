package dev.tickbox.generator;

/** What the vendor keeps beside a job, so that we can find it again: at most 63 of lowercase letters, digits, dashes. */
public record Label(String key, int attempt, Mode mode) {
    public String text() {
        return key.substring(0, Math.min(40, key.length())) + "-" + attempt;
    }
}
