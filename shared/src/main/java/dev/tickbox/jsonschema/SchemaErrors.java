package dev.tickbox.jsonschema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.MessageProvider;
import dev.tickbox.Shortened;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema's check found, in words that are short whatever was checked. */
final class SchemaErrors {
    static final int SHOWN_OF_A_VALUE = 200;
    private static final int SHOWN = 3;

    private SchemaErrors() {}

    /** The library would write the whole value into the message of each failure, also of those that are not reported. */
    static String message(MessageProvider messages, String key, @Nullable Object[] values) {
        if (!SchemaWork.current().worthAMessage()) {
            return key;
        }
        Object[] shown = Stream.of(values)
                .map(each -> each instanceof Number ? each : Shortened.words(String.valueOf(each), SHOWN_OF_A_VALUE))
                .toArray();
        return messages.getMessage(key, shown);
    }

    static String said(List<Error> errors) {
        String shown = errors.stream()
                .limit(SHOWN)
                .map(error -> (error.getInstanceLocation().isEmpty()
                                ? ""
                                : Shortened.words(error.getInstanceLocation(), SHOWN_OF_A_VALUE) + ": ")
                        + error.getError())
                .collect(Collectors.joining("; "));
        return errors.size() > SHOWN ? shown + "; and " + (errors.size() - SHOWN) + " more" : shown;
    }
}
