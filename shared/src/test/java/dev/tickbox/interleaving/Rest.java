package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is still open once nobody does anything, and whether the promises were kept when nothing is. */
final class Rest {
    private static final Set<String> OVER = Set.of("DONE", "LEFT_OUT", "ABANDONED", "FAILED");
    private static final Set<String> SETTLED = Set.of("COLLECTED", "PUBLISHED", "SUPERSEDED", "ABANDONED");
    private static final Set<String> PARTS = Set.of("reservations", "attempts", "outbox", "approvals");

    private final Stage stage;
    private final Map<Ref, Fields> began;

    Rest(Stage stage, Snapshot began) {
        this.stage = stage;
        this.began = began.store().contents();
    }

    private record Doc(Ref ref, Fields fields) {
        String in() {
            return ref.in().toString();
        }

        String state() {
            return fields.findText("state").orElse("");
        }

        boolean isDue() {
            return fields.findTime("due").isPresent();
        }

        /** A person has been told why. */
        boolean waitsForAPerson() {
            return Set.of("STUCK", "FAILED", "ASKED").contains(state());
        }

        @Override
        public String toString() {
            String name = ref.toString();
            return (name.length() > 40 ? name.substring(0, 40) : name) + " is " + state()
                    + fields.findTime("due").map(due -> ", due " + due).orElse("")
                    + fields.findText("why").map(why -> ": " + why).orElse("");
        }
    }

    private Stream<Doc> docs(String collection) {
        return stage.store.contents().entrySet().stream()
                .map(each -> new Doc(each.getKey(), each.getValue()))
                .filter(doc -> doc.in().equals(collection));
    }

    /** What waits neither for a person nor for nothing. Old attempts that nobody waits for are asked for without hurry. */
    List<String> open() {
        Stream<Doc> runs = docs("runs").filter(run -> !OVER.contains(run.state()) && !waitsForStuck(run));
        Stream<Doc> parts = Stream.concat(docs("reservations"), docs("outbox"))
                .filter(doc -> !doc.waitsForAPerson() && (!SETTLED.contains(doc.state()) || doc.isDue()));
        return Stream.concat(runs, parts).map(Doc::toString).toList();
    }

    private boolean waitsForStuck(Doc run) {
        return run.fields().texts("waiting_for").stream()
                .anyMatch(name -> Stream.of("reservations", "outbox", "approvals")
                        .flatMap(this::docs)
                        .anyMatch(doc -> doc.ref().toString().equals(name) && doc.waitsForAPerson()));
    }

    List<String> orphans() {
        Set<String> runs = new TreeSet<>();
        docs("runs").forEach(run -> runs.add(run.ref().id()));
        List<String> found = new ArrayList<>();
        // A text or a step that somebody kept who slept while the run was removed is never read: it costs its bytes.
        stage.store.contents().forEach((ref, fields) -> {
            if (PARTS.contains(ref.in().toString()) && !runs.contains(fields.text("run"))) {
                found.add(new Doc(ref, fields).toString());
            }
        });
        return found;
    }

    /** The runs of what waits for a person. */
    Set<String> waiting() {
        Set<String> runs = new TreeSet<>();
        docs("runs")
                .filter(Doc::waitsForAPerson)
                .forEach(run -> runs.add(run.ref().id()));
        Stream.of("reservations", "outbox", "approvals")
                .flatMap(this::docs)
                .filter(Doc::waitsForAPerson)
                .forEach(doc -> runs.add(doc.fields().text("run")));
        return runs;
    }

    /** What waits for a person though nothing has happened that only a person can mend. */
    List<String> asked() {
        return Stream.of("runs", "reservations", "outbox")
                .flatMap(this::docs)
                .filter(Doc::waitsForAPerson)
                .filter(doc -> !isAPersons(doc))
                .map(Doc::toString)
                .toList();
    }

    private boolean isAPersons(Doc doc) {
        String why = doc.fields().text("why");
        boolean waitedBefore = Optional.ofNullable(began.get(doc.ref()))
                .flatMap(before -> before.findText("why"))
                .filter(why::equals)
                .isPresent();
        return waitedBefore
                || why.contains("abandoned")
                || why.contains("given up")
                || why.contains(Actor.INJECTED)
                || why.contains("decide whether to buy it again")
                || why.contains("restored from a backup");
    }

    Optional<Instant> nextDue() {
        return stage.store.contents().values().stream()
                .flatMap(fields -> fields.findTime("due").stream())
                .min(Instant::compareTo);
    }

    void check() {
        docs("runs")
                .forEach(run -> stage.unless(
                        Set.of("DONE", "LEFT_OUT", "ABANDONED").contains(run.state()), () -> "AT REST " + run));
        docs("outbox").filter(item -> item.state().equals("PUBLISHED")).forEach(this::shownOnce);
        docs("runs").filter(run -> run.state().equals("DONE")).forEach(this::done);
        stage.sold().values().forEach(this::collected);
        stage.unless(orphans().isEmpty(), () -> "ORPHAN: " + orphans());
    }

    /** P3 */
    private void shownOnce(Doc item) {
        long times = stage.sites.values().stream()
                .flatMap(site -> site.effects().stream())
                .filter(item.ref().id()::equals)
                .count();
        stage.unless(times == 1, () -> "P3: " + item + " was shown " + times + " times");
    }

    private void done(Doc run) {
        stage.store.contents().forEach((ref, fields) -> {
            boolean itsRow = ref.in().toString().equals(run.ref() + "/steps");
            stage.unless(
                    !itsRow || fields.text("status").equals("DONE") || givenUp(run, fields),
                    () -> run + ", but " + ref + " is " + fields.text("status"));
        });
    }

    /** A publication that a person gave up, and the run says that it was. */
    private boolean givenUp(Doc run, Fields row) {
        boolean said = docs("runs")
                .filter(each -> each.ref().equals(run.ref()))
                .anyMatch(each -> each.fields().number("publications_abandoned", 0) > 0);
        return said
                && docs("outbox")
                        .filter(item ->
                                item.ref().id().equals(row.findText("refers_to").orElse("")))
                        .anyMatch(item -> item.state().equals("ABANDONED"));
    }

    /** P2: a job whose attempt is still on the books was collected, or its loss is booked. */
    private void collected(Attempt attempt) {
        stage.unless(
                attempt.openHandles().isEmpty() && (!attempt.handles().isEmpty() || attempt.riskMicroUsd() > 0),
                () -> "P2: attempt " + attempt.number() + " of " + attempt.key() + " was never collected");
    }
}
