package dev.tickbox.generator;

import java.util.Locale;
import java.util.Optional;

/** How a generation is bought. */
public enum Mode {
    /** At list price, done within minutes. */
    BACKGROUND,
    /** At half the price, done within a day or two, and listed by its label: what was lost can be asked for. */
    BATCH;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where nothing is said, it is {@link #BACKGROUND}. */
    public static Mode of(Optional<String> word) {
        return word.map(text -> valueOf(text.toUpperCase(Locale.ROOT))).orElse(BACKGROUND);
    }
}
