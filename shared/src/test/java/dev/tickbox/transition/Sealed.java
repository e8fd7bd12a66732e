package dev.tickbox.transition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What a sealed type can be, in the order of its declaration. */
final class Sealed {
    private Sealed() {}

    static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(Objects.requireNonNull(type.getPermittedSubclasses()))
                        .<Class<?>>flatMap(each -> leaves(each).stream())
                        .toList()
                : Stream.<Class<?>>of(type).toList();
    }

    static String state(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** "NothingFound" as "nothing found". */
    static String event(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
