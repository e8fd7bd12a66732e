package dev.tickbox.content;

import java.util.List;

/** The value of one of the content's {@code vars}. */
public sealed interface VarValue {
    /** Of any scalar, as it is written. */
    record One(String text) implements VarValue {}

    /** For sections of prompts. */
    record Many(List<String> texts) implements VarValue {
        public Many {
            texts = List.copyOf(texts);
        }
    }

    static VarValue of(String text) {
        return new One(text);
    }
}
