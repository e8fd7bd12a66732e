package dev.tickbox.generator.gemini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the handle in an answer that cannot be read as a whole: it was paid for, and its text is worth more than its form. */
final class HandleSalvage {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern HANDLE =
            Pattern.compile("\"(?:id|name)\"\\s*:\\s*\"((?:v1_|batches/)[A-Za-z0-9_.=-]+)\"");
    private static final int HANDLE_CHARACTERS = 1000;

    private HandleSalvage() {}

    /** The field of the outermost object, even if the text breaks off behind it; else what looks like a handle anywhere. */
    static Optional<String> field(String name, String text) {
        return outermost(name, text).or(() -> {
            Matcher handle = HANDLE.matcher(text);
            return handle.find() ? Optional.of(handle.group(1)) : Optional.empty();
        });
    }

    private static Optional<String> outermost(String name, String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean meant = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (meant && value == JsonToken.VALUE_STRING) {
                    return handle(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException brokenOff) {
            // What came before the break has been looked at.
        }
        return Optional.empty();
    }

    static Optional<String> handle(String text) {
        boolean plain = text.chars().allMatch(each -> each > ' ' && each < 0x7f);
        return plain && !text.isEmpty() && text.length() <= HANDLE_CHARACTERS ? Optional.of(text) : Optional.empty();
    }
}
