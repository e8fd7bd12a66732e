package dev.tickbox.transition;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The attempt that an event is about: which one, what is known of it, and which of its jobs is meant. */
final class AttemptSamples {
    static final String NUMBER = "number: current | older | given back";
    static final String STATUS = "status: SENDING | REFUSED | UNCERTAIN | NOT_FOUND | OUT | SETTLED";
    static final String JOB = "job: open job | one of two open jobs | ended job | forgotten job | new job | second job";
    static final String RESULT = "result: complete | complete but empty | incomplete/hold | incomplete/publish"
            + " | incomplete/empty | incomplete/retry | incomplete/again | failed | blocked | cancelled";

    private AttemptSamples() {}

    /** What the machine never comes to; {@link BooksTest} walks at random and finds none of it. */
    static boolean possible(Class<?> state, Facets f) {
        boolean inFlight = state == Reservation.Submitting.class || state == Reservation.Uncertain.class;
        boolean awaited = f.is("waits", "waits for it");
        boolean unbound = f.is("job", "new job") || (!f.is("status", "OUT") && !f.is("status", "SETTLED"));
        return switch (f.get("number")) {
            case "current" ->
                inFlight
                        ? f.is("job", "new job")
                                || f.is("status", natural(state).name())
                        : !f.is("status", "SENDING") && (!awaited || open(f));
            case "older" ->
                (!f.is("status", "SENDING") || state == Reservation.Collected.class) && (!awaited || open(f));
            case "given back" ->
                !inFlight && !awaited && unbound && (f.is("job", "new job") || f.is("status", "REFUSED"));
            default -> true;
        };
    }

    private static boolean open(Facets f) {
        return f.get("job").contains("open job") || f.is("job", "second job") || f.is("status", "OUT");
    }

    private static Status natural(Class<?> state) {
        return state == Reservation.Submitting.class
                ? Status.SENDING
                : state == Reservation.Uncertain.class ? Status.UNCERTAIN : Status.NOT_FOUND;
    }

    static Attempt attempt(Class<?> state, Facets f) {
        List<Handle> handles = switch (f.get("job") + f.get("status")) {
            case "open job", "second job", "OUT" -> List.of(handle("h", f, Optional.empty()));
            case "one of two open jobs" -> List.of(handle("h", f, Optional.empty()), handle("h2", f, Optional.empty()));
            case "ended job", "SETTLED" ->
                List.of(handle("h", f, Optional.of(Ending.FAILED).map(AttemptSamples::ended)));
            case "forgotten job" -> List.of(handle("h", f, Optional.of(forgotten())));
            default -> List.of();
        };
        boolean open = handles.stream().anyMatch(each -> each.result().isEmpty());
        Status unbound = f.is("number", "given back")
                ? Status.REFUSED
                : f.is("number", "older") ? Status.UNCERTAIN : natural(state);
        Status status = open
                ? Status.OUT
                : !handles.isEmpty()
                        ? Status.SETTLED
                        : f.get("status").isEmpty() ? unbound : Status.valueOf(f.get("status"));
        Instant look = f.is("look", "look not due") ? RunMachine.SOON : RunMachine.EARLIER;
        boolean unheardOf = status == Status.SENDING || status == Status.UNCERTAIN;
        Optional<Instant> due = open || unheardOf ? Optional.of(look) : Optional.empty();
        int looks = f.is("asks", "asked often") ? 3 : 0;
        String owner = f.is("hold", "lost past") ? Attempt.LOST_PAST : "me";
        return new Attempt("key", number(f), status, owner, "2026-11-21", 1000, handles, due, looks);
    }

    static int number(Facets f) {
        return f.is("number", "older") ? 1 : f.is("number", "given back") ? 3 : 2;
    }

    static int other(Facets f) {
        return f.is("number", "older") ? 2 : 1;
    }

    static String handle(Facets f) {
        return f.is("job", "new job") || f.is("job", "second job") ? "new" : "h";
    }

    static Result result(Facets f) {
        String result = f.get("result");
        Ending ending = result.startsWith("complete")
                ? Ending.COMPLETED
                : result.startsWith("incomplete")
                        ? Ending.INCOMPLETE
                        : Ending.valueOf(result.toUpperCase(java.util.Locale.ROOT));
        boolean text = result.contains("complete") && !result.contains("empty");
        Optional<String> body = text ? Optional.of("body") : Optional.empty();
        return new Result(Optional.of(ending), "why", body, "model", new Usage(1, 1, 0), 700, 0);
    }

    private static Handle handle(String id, Facets f, Optional<Result> result) {
        Duration age = switch (f.get("bound")) {
            case "past missing grace" -> Duration.ofHours(2);
            case "past retention" -> Duration.ofDays(56);
            default -> Duration.ofSeconds(30);
        };
        return new Handle(id, RunMachine.NOW.minus(age), result);
    }

    private static Result ended(Ending ending) {
        return new Result(Optional.of(ending), "why", Optional.empty(), "model", Usage.NONE, 500, 0);
    }

    private static Result forgotten() {
        return new Result(Optional.empty(), "why", Optional.empty(), "", Usage.NONE, 0, 0);
    }
}
