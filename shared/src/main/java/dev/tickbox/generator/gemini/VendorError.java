package dev.tickbox.generator.gemini;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.generator.gemini.HttpExchange.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error in the vendor's own words. Anything else that a server on the way may say, a page of HTML or an empty body, is none: who
 * knows what became of the request.
 */
record VendorError(Answer answer, Map<?, ?> error) {
    private static final int MESSAGE_CHARACTERS = 500;
    private static final int NOT_FOUND = 404;

    /** With these nothing was taken. */
    private static final Set<Integer> CERTAIN = Set.of(400, 401, 402, 403, 404, 413, 422, 429);

    /** Of these, the same request would meet the same again; the others change with the account, the key or the hour. */
    private static final Set<Integer> LASTING = Set.of(400, 404, 413, 422);

    private static final Set<Integer> ACCOUNT = Set.of(401, 402, 403);

    static Optional<VendorError> of(Answer answer) {
        try {
            Object parsed = Json.parse(answer.body());
            Object first = parsed instanceof List<?> list && !list.isEmpty() ? list.getFirst() : parsed;
            return first instanceof Map<?, ?> map && map.get("error") instanceof Map<?, ?> error && says(error)
                    ? Optional.of(new VendorError(answer, error))
                    : Optional.empty();
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    /** In the vendor's words: a proxy's own 404 says nothing about the job. */
    static boolean missing(Optional<Answer> answer) {
        return answer.filter(each -> each.status() == NOT_FOUND)
                .flatMap(VendorError::of)
                .isPresent();
    }

    private static boolean says(Map<?, ?> error) {
        return error.get("message") instanceof String || error.get("code") != null;
    }

    boolean certain() {
        return CERTAIN.contains(answer.status());
    }

    boolean lasting() {
        return LASTING.contains(answer.status()) && !aboutTheAccount();
    }

    Whom whom() {
        if (ACCOUNT.contains(answer.status()) || aboutTheAccount()) {
            return Whom.ACCOUNT;
        }
        return LASTING.contains(answer.status()) ? Whom.REQUEST : Whom.MODEL;
    }

    /** A 400 that says: no billing, wrong country, or a key that is not one. Mended without touching the request. */
    private boolean aboutTheAccount() {
        return code().equals("failed_precondition")
                || details().anyMatch(detail -> text(detail.get("reason")).startsWith("API_KEY_"));
    }

    /** A word such as {@code rate_limit_exceeded}; where the code is the status once more, the status's own word. */
    String code() {
        Object code = error.get("code");
        Object word = code instanceof String ? code : error.get("status");
        return text(word).toLowerCase(Locale.ROOT);
    }

    /** From the header, in seconds or as a date, or from the error's details. */
    Optional<Duration> retryAfter(Instant now) {
        Optional<Duration> header = answer.header("retry-after").flatMap(value -> after(value, now));
        return header.or(() -> details()
                        .filter(detail -> text(detail.get("@type")).endsWith("RetryInfo"))
                        .flatMap(detail -> seconds(text(detail.get("retryDelay"))).stream())
                        .findFirst())
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Duration> after(String value, Instant now) {
        return seconds(value + "s").or(() -> {
            try {
                Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(Duration.between(now, date));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** As in {@code 37s} or {@code 3.5s}; rounded up. */
    private static Optional<Duration> seconds(String value) {
        return value.matches("[0-9]{1,9}([.][0-9]{1,9})?s")
                ? Optional.of(Duration.ofSeconds(
                        (long) Math.ceil(Double.parseDouble(value.substring(0, value.length() - 1)))))
                : Optional.empty();
    }

    private java.util.stream.Stream<Map<?, ?>> details() {
        return error.get("details") instanceof List<?> list
                ? list.stream().<Map<?, ?>>mapMulti((each, out) -> {
                    if (each instanceof Map<?, ?> map) {
                        out.accept(map);
                    }
                })
                : java.util.stream.Stream.empty();
    }

    /** As in {@code 429 rate_limit_exceeded: slow down}. */
    String text() {
        String message = text(error.get("message"));
        String code = code();
        return answer.status()
                + (code.isEmpty() ? "" : " " + code)
                + (message.isEmpty() ? "" : ": " + VendorText.shortened(message, MESSAGE_CHARACTERS));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** The vendor's words, made fit to be kept. */
    static final class VendorText {
        private VendorText() {}

        /** Half a character, which JSON can carry and a store cannot, becomes a question mark. */
        static String whole(String text) {
            return Shortened.whole(text);
        }

        static String shortened(String text, int characters) {
            return whole(Shortened.words(text.strip(), characters));
        }
    }
}
