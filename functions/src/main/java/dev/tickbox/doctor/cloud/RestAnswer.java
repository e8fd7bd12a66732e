package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import java.util.function.Function;

/** What came of a question to one of Google's APIs. */
sealed interface RestAnswer<T> {
    record Found<T>(T value) implements RestAnswer<T> {}

    /** There is no such thing. */
    record Absent<T>() implements RestAnswer<T> {}

    /** Google does not know who asks, so it answers nothing at all. */
    record NotSignedIn<T>(String why) implements RestAnswer<T> {}

    /**
     * It cannot be seen from here, for a reason that concerns other looks, too: a right, an API that is off, a region.
     *
     * @param area names the reason, so that looks that meet the same one report it under the same name
     */
    record Denied<T>(String area, String why, String mend) implements RestAnswer<T> {}

    record NoAnswer<T>(String why) implements RestAnswer<T> {}

    default <U> RestAnswer<U> map(Function<T, U> change) {
        return switch (this) {
            case Found<T>(T value) -> new Found<>(change.apply(value));
            case Absent<T> absent -> new Absent<>();
            case NotSignedIn<T>(String why) -> new NotSignedIn<>(why);
            case Denied<T>(String area, String why, String mend) -> new Denied<>(area, why, mend);
            case NoAnswer<T>(String why) -> new NoAnswer<>(why);
        };
    }

    /**
     * The finding where nothing was found. What cannot be seen from here may be well, so that is a warning.
     *
     * @param what was looked for
     * @param absent where there is no such thing
     */
    default Finding trouble(String area, String what, Finding absent) {
        return switch (this) {
            case Found<T> found -> throw new IllegalStateException(what + " was found");
            case Absent<T> none -> absent;
            case NotSignedIn<T>(String why) ->
                Finding.bad(area, "you are not signed in: " + why, "gcloud auth application-default login");
            case Denied<T>(String reason, String why, String mend) -> Finding.warning(reason, why, mend);
            case NoAnswer<T>(String why) ->
                Finding.warning(area, what + " cannot be looked at: " + why, "run this again");
        };
    }
}
