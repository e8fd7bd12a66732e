package dev.tickbox.program;

import dev.tickbox.Json;
import dev.tickbox.Shortened;

/** What a list says of a text: its title, or its first words. */
final class Headline {
    private static final int CHARACTERS = 100;

    private Headline() {}

    static String of(String text) {
        return Shortened.whole(
                Shortened.words(title(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), CHARACTERS));
    }

    private static String title(String text) {
        try {
            return Json.parseObject(text).get("title") instanceof String title ? title : text;
        } catch (Json.Malformed e) {
            return text;
        }
    }
}
