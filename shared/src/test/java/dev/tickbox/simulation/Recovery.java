package dev.tickbox.simulation;

import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Liveness: from the moment on when nothing goes wrong any more, ticks come as a crontab sends them, 2 to 5 minutes apart. Two hours after
 * the vendor has finished what it was sold, nothing is open but what waits for a person, or for a time that it names with its reason.
 */
final class Recovery {
    private static final Duration AT_MOST = Duration.ofHours(2);
    private static final Duration ASKING = Duration.ofMinutes(15);
    private static final int ROUNDS = 400;
    private static final int AFTER_RETRY = 4;
    /** What fits into the smallest page of a query. */
    private static final int FEW = 3;

    private final Universe universe;
    private final Chance chance;

    Recovery(Universe universe) {
        this.universe = universe;
        this.chance = universe.outside.chance;
    }

    void check() {
        if (universe.script.hasSlowJob()) {
            return; // Here a tick does one thing after the other, so that a long step takes all of it.
        }
        Instant since = universe.outside.now();
        for (int i = 0; i < ROUNDS; i++) {
            round();
            Map<Document, String> late = late();
            boolean isOut = all(ReservationDocument.ALL).stream().anyMatch(this::isAtTheVendor);
            if (late.isEmpty() && !isOut) {
                break;
            }
            Instant now = universe.outside.now();
            Instant finished =
                    universe.shop.finishedAt().filter(since::isBefore).orElse(since);
            Instant latest = finished.plus(AT_MOST).plus(asksFirst());
            if (finished.isAfter(now) && (late.isEmpty() || i % 2 == 1)) {
                // Nobody can do anything meanwhile but look.
                universe.pass(Duration.between(now, finished));
            } else if (now.isAfter(latest)) {
                Check.RECOVERS.unless(
                        late.isEmpty(),
                        () -> "two hours after everything worked again and the vendor had finished: " + late.values());
                break;
            }
        }
        retried();
    }

    /** A store that came out of a backup asks for everything before it buys anything. */
    private Duration asksFirst() {
        boolean isRestored = universe.watch
                .get(Collection.of("control").ref("state"))
                .flatMap(state -> state.fields().findTime("restored_at"))
                .isPresent();
        return isRestored ? ASKING.multipliedBy(all(ReservationDocument.ALL).size()) : Duration.ZERO;
    }

    /** What is put off is tried at once if a person says so, unless the day's budget or its lane has no room. */
    private void retried() {
        Instant now = universe.outside.now();
        List<Document> waiting = all(ReservationDocument.ALL).stream()
                .filter(each -> each.fields().text("state").equals("RESERVED"))
                .filter(each -> !Reasons.hasNoMoney(each))
                .filter(each -> Reasons.putOff(each, now).isPresent()
                        || rests(each, now).isPresent())
                .limit(FEW)
                .toList();
        // A restored store asks for each before it sends any, a few a tick.
        boolean asks = !asksFirst().isZero();
        if (asks
                || waiting.isEmpty()
                || waiting.stream().anyMatch(each -> laneIsFull(each) || isBehindOthers(each, now))) {
            return;
        }
        waiting.forEach(each -> universe.people.retry(each.ref().id()));
        for (int i = 0; i < AFTER_RETRY; i++) {
            round();
            if (waiting.stream().anyMatch(each -> laneIsFull(each) || isBehindOthers(each, universe.outside.now()))) {
                return;
            }
        }
        for (Document before : waiting) {
            Optional<Document> after = universe.watch
                    .get(before.ref())
                    .filter(each -> each.fields().text("state").equals("RESERVED"))
                    .filter(each ->
                            each.fields().number("attempt") == before.fields().number("attempt"))
                    .filter(each -> !Reasons.hasNoMoney(each));
            Check.RETRY_LIFTS.unless(
                    after.isEmpty(), () -> before.ref() + " is not sent though retried by operator; " + after);
        }
    }

    private void round() {
        universe.submit();
        universe.reclaim();
        for (String message : List.copyOf(universe.messages)) {
            universe.messages.remove(message);
            universe.deliver(message);
        }
        universe.pass(chance.seconds(120, 300));
    }

    private List<Document> all(Collection collection) {
        return universe.watch.truth().all(Query.of(collection, 500));
    }

    /** @return what is open without a good reason */
    private Map<Document, String> late() {
        Map<Document, String> late = new LinkedHashMap<>();
        List<Document> open = new ArrayList<>(all(ReservationDocument.ALL));
        open.addAll(all(ItemDocument.ALL));
        open.addAll(all(ApprovalDocument.ALL));
        open.addAll(all(RunDocument.ALL));
        open.addAll(all(RunDocument.ROWS));
        for (Document each : open) {
            if (Reasons.isOpen(each) && reason(each, Optional.of(open)).isEmpty()) {
                late.put(
                        each,
                        each.ref() + " is " + each.fields().text("state") + ", due "
                                + each.fields().findTime("due") + " because: " + Reasons.cause(each));
            }
        }
        return late;
    }

    /** Why it may still wait, though everything works. */
    private Optional<String> reason(Document each, Optional<List<Document>> open) {
        Instant now = universe.outside.now();
        String state = each.fields().text("state");
        if (each.ref().in().equals(ReservationDocument.ALL) && state.equals("RESERVED")) {
            return Reasons.putOff(each, now)
                    .or(() -> isBehindOthers(each, now) ? Optional.of("the day's budget is spent") : Optional.empty())
                    .or(() -> rests(each, now))
                    .or(() -> laneIsFull(each) ? Optional.of("its lane is full") : Optional.empty());
        }
        if (isAtTheVendor(each)) {
            return Optional.of("it is being made");
        }
        if (each.ref().in().equals(ReservationDocument.ALL) && state.equals("UNCERTAIN")) {
            boolean grace = universe.script.hasWebhook() && !universe.shop.canBeAsked();
            return grace ? Optional.of("the vendor may still call") : Optional.empty();
        }
        if (Set.of(RunDocument.ALL, RunDocument.ROWS).contains(each.ref().in())) {
            boolean awaits = state.equals("WAITING")
                    && open.orElse(List.of()).stream()
                            .filter(part -> isPart(part, each))
                            .anyMatch(part -> Reasons.isPersons(part)
                                    || (Reasons.isOpen(part)
                                            && reason(part, open).isPresent()));
            return awaits ? Optional.of("it waits for its parts") : Optional.empty();
        }
        return Optional.empty();
    }

    /** What a run has ordered, and the rows of its tables; one that failed only where the table waits for it. */
    private boolean isPart(Document part, Document run) {
        if (part.ref().in().equals(RunDocument.ROWS)) {
            boolean holds = !part.fields().text("state").equals("FAILED") || universe.waitsForFailed(part);
            return holds && part.fields().text("root").equals(run.ref().id());
        }
        return part.fields().findText("run").filter(run.ref().id()::equals).isPresent();
    }

    private boolean isAtTheVendor(Document each) {
        return each.ref().in().equals(ReservationDocument.ALL)
                && each.fields().text("state").equals("SUBMITTED")
                && universe.shop.isAtWork(each.ref().id());
    }

    /** Others of its queue were put off to another day, and its turn comes after theirs. */
    private boolean isBehindOthers(Document reservation, Instant now) {
        return all(ReservationDocument.ALL).stream()
                .filter(each -> each.fields().text("state").equals("RESERVED"))
                .filter(each ->
                        each.fields().text("lane").equals(reservation.fields().text("lane")))
                .anyMatch(each ->
                        Reasons.hasNoMoney(each) && Reasons.putOff(each, now).isPresent());
    }

    /** The vendor asked to be left alone. */
    private Optional<String> rests(Document reservation, Instant now) {
        return universe.watch.get(Collection.of("control").ref("vendor")).stream()
                .flatMap(document -> document.fields().list("lanes").stream())
                .filter(lane -> lane.text("lane").equals(model(reservation)))
                .filter(lane -> lane.findTime("until").filter(now::isBefore).isPresent())
                .map(lane -> "the vendor asked to be left alone")
                .findFirst();
    }

    /** Full of what is being made: what is only uncertain takes nobody's place for days. */
    private boolean laneIsFull(Document reservation) {
        String lane = reservation.fields().text("lane");
        long ofModel = out(each -> model(each).equals(model(reservation)));
        long ofLane = out(each -> each.fields().text("lane").equals(lane));
        int most = universe.script.limits.outstanding();
        return ofModel >= most || (Reservation.isRowLane(lane) && ofLane >= Math.max(1, most * 4 / 5));
    }

    private long out(Predicate<Document> which) {
        return all(ReservationDocument.ALL).stream()
                .filter(which)
                .filter(each -> each.fields().text("state").equals("SUBMITTED"))
                .count();
    }

    /** What is refused together. */
    private static String model(Document reservation) {
        return Reservation.model(reservation.fields().text("lane"));
    }
}
