package dev.tickbox.functions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace of a request, with which its log lines are found together. */
public record Trace(String id, Optional<String> span) {
    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
    private static final Pattern GOOGLE = Pattern.compile("([0-9a-fA-F]{32})(?:/(\\d{1,20}))?(?:;.*)?");

    /**
     * @param traceparent the header of that name
     * @param cloudTraceContext the header {@code X-Cloud-Trace-Context}
     */
    public static Optional<Trace> of(Optional<String> traceparent, Optional<String> cloudTraceContext) {
        Matcher w3c = W3C.matcher(traceparent.orElse(""));
        if (w3c.matches()) {
            return Optional.of(new Trace(w3c.group(1), Optional.of(w3c.group(2))));
        }
        Matcher google = GOOGLE.matcher(cloudTraceContext.orElse(""));
        return google.matches()
                ? Optional.of(new Trace(
                        google.group(1), Optional.ofNullable(google.group(2)).flatMap(Trace::hexadecimal)))
                : Optional.empty();
    }

    private static Optional<String> hexadecimal(String decimal) {
        try {
            return Optional.of(String.format("%016x", Long.parseUnsignedLong(decimal)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
