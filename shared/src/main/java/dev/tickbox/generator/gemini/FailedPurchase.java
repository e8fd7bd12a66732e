package dev.tickbox.generator.gemini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tickbox.Clock;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.generator.gemini.HttpExchange.Answer;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.HttpExchange.TooLate;
import dev.tickbox.generator.gemini.VendorError.VendorText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a purchase that failed comes to: refused for certain only where the vendor says so in its own words, or where nothing was sent;
 * anything else may have been bought.
 */
record FailedPurchase(Access access, Clock clock) {
    private static final int WHY_CHARACTERS = 300;

    /** @param rescue finds the handle in the text of an answer that the SDK could not read */
    Submission of(Failed<?> failed, Function<String, Optional<String>> rescue) {
        Optional<Answer> answer = failed.answer();
        if (answer.isPresent()) {
            return of(answer.get(), failed.cause(), rescue);
        }
        if (failed.sent()) {
            return new Unsure(why("no answer", failed.cause()));
        }
        Optional<IOException> io = io(failed.cause());
        if (io.isPresent() && io.get() instanceof TooLate late) {
            return new Refused(String.valueOf(late.getMessage()), false, Whom.REQUEST, Optional.empty());
        }
        if (io.isPresent()) {
            return new Refused(
                    why("the vendor cannot be reached; nothing was sent", io.get()), false, Optional.empty());
        }
        // The request could not even be written: it would not be the next time.
        return new Refused(
                why("the request cannot be sent in this form; nothing was sent", failed.cause()),
                true,
                Optional.empty());
    }

    /** @param cause why the SDK could not use this answer */
    Submission of(Answer answer, Throwable cause, Function<String, Optional<String>> rescue) {
        if (answer.status() / 100 == 2) {
            return rescue.apply(answer.body())
                    .<Submission>map(Accepted::new)
                    .orElseGet(
                            () -> new Unsure(why(answer.status() + ", but the answer does not name the job", cause)));
        }
        Optional<VendorError> error = VendorError.of(answer.hidden(access));
        if (error.filter(VendorError::certain).isPresent()) {
            return new Refused(
                    error.get().text(),
                    error.get().lasting(),
                    error.get().whom(),
                    error.get().retryAfter(clock.now()));
        }
        return new Unsure(
                error.map(VendorError::text).orElse(answer.status() + " without an error message of the vendor"));
    }

    /** For a call that buys nothing. */
    String why(Failed<?> failed) {
        Optional<VendorError> error =
                failed.answer().map(answer -> answer.hidden(access)).flatMap(VendorError::of);
        return access.hide(error.map(VendorError::text)
                .orElseGet(() ->
                        failed.answer().map(answer -> answer.status() + ": ").orElse("")
                                + why("no answer", failed.cause())));
    }

    private String why(String what, Throwable cause) {
        Throwable told = io(cause).<Throwable>map(each -> each).orElse(cause);
        return what + " (" + VendorText.shortened(access.hide(told.toString()), WHY_CHARACTERS) + ")";
    }

    private static Optional<IOException> io(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof IOException io) {
                return Optional.of(io);
            }
        }
        return Optional.empty();
    }

    /** Finds the handle in an answer that cannot be read as a whole: it was paid for, and its text is worth more than its form. */
    static final class HandleSalvage {
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
            return plain && !text.isEmpty() && text.length() <= HANDLE_CHARACTERS
                    ? Optional.of(text)
                    : Optional.empty();
        }
    }
}
