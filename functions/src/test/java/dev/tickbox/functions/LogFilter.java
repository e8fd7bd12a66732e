package dev.tickbox.functions;

import dev.tickbox.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Cloud Logging's query language that the alerts use: comparisons joined by AND. */
public record LogFilter(List<Comparison> comparisons) {
    private static final Pattern COMPARISON = Pattern.compile("([\\w.]+)(=|>=)(\\(.*\\)|\".*\"|\\d+|[A-Z]+)");
    private static final List<String> SEVERITIES = List.of("DEFAULT", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

    record Comparison(String field, String operator, List<String> values) {
        boolean matches(Fields line) {
            Optional<Object> found = value(line, field);
            return found.isPresent() && values.stream().anyMatch(wanted -> compares(found.get(), wanted));
        }

        private boolean compares(Object value, String wanted) {
            if (operator.equals("=")) {
                return value.toString().equals(wanted);
            }
            return field.equals("severity")
                    ? SEVERITIES.indexOf(value.toString()) >= SEVERITIES.indexOf(wanted)
                    : value instanceof Long number && number >= Long.parseLong(wanted);
        }
    }

    public static LogFilter parse(String filter) {
        return new LogFilter(Arrays.stream(filter.split(" AND ", -1))
                .map(LogFilter::comparison)
                .toList());
    }

    private static Comparison comparison(String text) {
        Matcher parts = COMPARISON.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("this filter is not understood: " + text);
        }
        String values = parts.group(3).replaceAll("[()\"]", "");
        return new Comparison(parts.group(1), parts.group(2), List.of(values.split(" OR ", -1)));
    }

    /** Cloud Logging takes the severity out of the line; the rest is the payload. */
    private static Optional<Object> value(Fields line, String field) {
        if (field.equals("severity")) {
            return line.find("severity");
        }
        String[] path = field.split("\\.", -1);
        if (!path[0].equals("jsonPayload")) {
            return Optional.empty();
        }
        Fields at = line;
        for (int i = 1; i < path.length - 1; i++) {
            if (at.find(path[i]).isEmpty()) {
                return Optional.empty();
            }
            at = at.map(path[i]);
        }
        return at.find(path[path.length - 1]);
    }

    public boolean matches(Fields line) {
        return comparisons.stream().allMatch(each -> each.matches(line));
    }
}
