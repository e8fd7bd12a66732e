package dev.tickbox.content;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be. A value that is absent or of another type satisfies no condition.
 *
 * @param operand a text, a number, or true or false, as the condition needs it
 */
public record Condition(Comparison comparison, Object operand) {
    public enum Comparison {
        /** The bare value. */
        IS("is"),
        NOT("not"),
        AT_LEAST("atLeast"),
        AT_MOST("atMost"),
        CONTAINS("contains"),
        NEWER_THAN("newerThan"),
        OLDER_THAN("olderThan");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Optional<Comparison> of(String word) {
            return List.of(values()).stream()
                    .filter(each -> each.word.equals(word))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException that says what the condition needs */
    public Condition {
        boolean fits = switch (comparison) {
            case IS, NOT -> operand instanceof String || operand instanceof Number || operand instanceof Boolean;
            case AT_LEAST, AT_MOST -> operand instanceof Number;
            case CONTAINS -> operand instanceof String text && !text.isEmpty();
            case NEWER_THAN, OLDER_THAN ->
                operand instanceof String text && Period.of(text).isPresent();
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    switch (comparison) {
                        case IS, NOT -> "needs a text, a number, true or false";
                        case AT_LEAST, AT_MOST -> "needs a number";
                        case CONTAINS -> "needs a text";
                        case NEWER_THAN, OLDER_THAN -> "needs a period such as 15m, 48h or 8d";
                    });
        }
    }

    /** @param reference what "newer" and "older" count back from: the slot of the run, so that every drive gives the same answer */
    public boolean holds(@Nullable Object value, Instant reference) {
        return switch (comparison) {
            case IS -> sameType(value) && same(value);
            case NOT -> sameType(value) && !same(value);
            case AT_LEAST -> value instanceof Number && compared(value) >= 0;
            case AT_MOST -> value instanceof Number && compared(value) <= 0;
            case CONTAINS ->
                (value instanceof String text && text.contains((String) operand))
                        || (value instanceof List<?> list && list.contains(operand));
            case NEWER_THAN ->
                time(value)
                        .filter(time -> time.isAfter(reference.minus(period())))
                        .isPresent();
            case OLDER_THAN ->
                time(value)
                        .filter(time -> time.isBefore(reference.minus(period())))
                        .isPresent();
        };
    }

    private boolean sameType(@Nullable Object value) {
        return operand instanceof Number
                ? value instanceof Number
                : operand.getClass().isInstance(value);
    }

    private boolean same(@Nullable Object value) {
        return operand instanceof Number ? compared(value) == 0 : operand.equals(value);
    }

    private int compared(@Nullable Object value) {
        return new BigDecimal(String.valueOf(value)).compareTo(new BigDecimal(operand.toString()));
    }

    private Duration period() {
        return Period.of((String) operand)
                .orElseThrow(() -> new IllegalStateException("checked when it was made: " + operand));
    }

    private static Optional<Instant> time(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code atLeast 7}. */
    public String words() {
        return comparison.word + " " + operand;
    }

    /** As the content file has it, which is also how a definition stores it. */
    static Object toJson(List<Condition> all) {
        return all.size() == 1 && all.getFirst().comparison == Comparison.IS
                ? all.getFirst().operand
                : all.stream().collect(Collectors.toMap(each -> each.comparison.word, Condition::operand));
    }

    static List<Condition> fromJson(Object json) {
        return json instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(each -> new Condition(
                                Comparison.of(String.valueOf(each.getKey()))
                                        .orElseThrow(() ->
                                                new IllegalArgumentException("there is no condition " + each.getKey())),
                                each.getValue()))
                        .sorted(Comparator.comparing(Condition::comparison))
                        .toList()
                : List.of(new Condition(Comparison.IS, json));
    }
}
