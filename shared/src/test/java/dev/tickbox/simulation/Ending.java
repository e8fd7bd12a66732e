package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nothing goes wrong any more, everything runs until it is quiet, one more tick changes nothing; then the promises are counted out. */
final class Ending {
    private static final int ROUNDS = 300;
    private static final int ROUNDS_EACH = 10;

    private final Universe universe;
    private final People people;

    Ending(Universe universe, People people) {
        this.universe = universe;
        this.people = people;
    }

    void check() {
        universe.outside.calmDown();
        List.copyOf(universe.processes.frozen()).forEach(universe.processes::thaw);
        universe.pass(Duration.ofMinutes(3));
        people.pause(false);
        // Two: the first may still see a job for the first time; and a hundred slots at most are made by one.
        universe.push();
        universe.submit();
        universe.submit();
        universe.script.definition().jobs().keySet().forEach(job -> universe.slots.atRest(job, universe.outside.now()));
        contentIsMended();
        universe.script.withoutJobs();
        universe.push();
        new Recovery(universe).check();
        letItRun();
        long before = universe.watch.changes();
        universe.submit();
        universe.reclaim();
        Check.QUIET.unless(universe.watch.changes() == before, "one more tick changed something");
        nothingIsOpen();
        nothingIsLeftOfWhatWasRemoved();
        everythingIsShown();
        universe.money.atRest(universe.shop.canBeAsked());
        everythingIsForgotten();
    }

    /** In the end every run is removed, and the books still say what everything has cost. */
    private void everythingIsForgotten() {
        universe.pass(Duration.ofDays(universe.script.limits.keepDays() + 1L));
        int rounds = 4 + all(RunDocument.ALL).size();
        for (int i = 0; i < rounds && !all(RunDocument.ALL).isEmpty(); i++) {
            universe.reclaim();
            universe.pass(Duration.ofMinutes(4));
        }
        List<Document> left = all(RunDocument.ALL);
        Check.REMOVED_IN_TIME.unless(left.isEmpty(), () -> "never removed: " + left);
        nothingIsLeftOfWhatWasRemoved();
        universe.money.atRest(universe.shop.canBeAsked());
    }

    /** What the vendor refused for its model goes on with the model that the content names today, once a person has said so. */
    private void contentIsMended() {
        if (universe.shop.hasDiscontinued(universe.script.model())) {
            people.mendContent();
        }
        List<String> refused = refused();
        if (refused.isEmpty()) {
            return;
        }
        refused.forEach(people::retryWithCurrentContent);
        for (int i = 0; i < 3; i++) {
            universe.submit();
            universe.reclaim();
            universe.pass(Duration.ofMinutes(3));
        }
        List<String> again = refused();
        again.retainAll(refused);
        Check.CONTENT_MENDED.unless(
                again.isEmpty(), () -> "refused again for a model that the content no longer names: " + again);
    }

    private List<String> refused() {
        List<String> found = new ArrayList<>();
        for (Document each : all(ReservationDocument.ALL)) {
            boolean isRefused = each.fields().text("state").equals("STUCK")
                    && each.fields().text("why").contains(VendorModel.NO_SUCH_MODEL);
            // A run that failed for a reason of its own fails with the new content, too, and so is not given it.
            boolean hasFailed = universe.watch
                    .get(RunDocument.ref(each.fields().text("run")))
                    .filter(run -> run.fields().text("state").equals("FAILED"))
                    .isPresent();
            if (isRefused
                    && !hasFailed
                    && universe.script.isContent(each.fields().text("job"))) {
                found.add(each.ref().id());
            }
        }
        return found;
    }

    private void letItRun() {
        // A day's budget may allow no more than two purchases a day.
        int rounds = ROUNDS + ROUNDS_EACH * all(ReservationDocument.ALL).size();
        for (int i = 0; i < rounds; i++) {
            long before = universe.watch.changes();
            universe.submit();
            universe.reclaim();
            Set<String> messages = new LinkedHashSet<>(universe.messages);
            universe.messages.clear();
            messages.forEach(universe::deliver);
            Optional<Duration> pause = SeededHistory.untilDue(universe);
            boolean quiet = pause.isEmpty()
                    && messages.isEmpty()
                    && !universe.processes.areBusy()
                    && universe.watch.changes() == before;
            // What waits for a person is driven once a day in vain, so the person does not wait for silence.
            boolean mended = (quiet || i % 6 == 5) && people.mend();
            if (quiet && !mended) {
                return;
            }
            Duration atLeast = Duration.ofMinutes(2 + Math.min(i, ROUNDS));
            universe.pass(pause.filter(each -> each.compareTo(atLeast) > 0)
                    .orElse(atLeast)
                    .plusSeconds(1));
        }
        throw Check.REST.broken("it does not come to rest");
    }

    private List<Document> all(Collection collection) {
        return universe.watch.truth().all(Query.of(collection, 500));
    }

    private void nothingIsOpen() {
        are(RunDocument.ALL, Set.of("DONE", "LEFT_OUT", "ABANDONED"));
        are(ReservationDocument.ALL, Set.of("COLLECTED", "ABANDONED"));
        are(AttemptDocument.ALL, Set.of("SETTLED", "REFUSED", "NOT_FOUND", "UNCERTAIN"));
        are(ItemDocument.ALL, Set.of("PUBLISHED", "SUPERSEDED", "ABANDONED"));
        are(ApprovalDocument.ALL, Set.of("APPROVED", "REJECTED", "DROPPED", "SUPERSEDED", "WITHDRAWN"));
        for (Document each : all(ReservationDocument.ALL)) {
            boolean collected = each.fields().text("state").equals("COLLECTED");
            Check.REST_STATES.unless(
                    !collected || universe.purchases.jobs(each.ref().id()) > 0,
                    each.ref() + " has a text that nobody sold");
        }
    }

    private void are(Collection collection, Set<String> states) {
        for (Document each : all(collection)) {
            Check.REST_STATES.unless(
                    states.contains(each.fields().text("state")),
                    "at rest " + each.ref() + " is " + each.fields().text("state"));
        }
    }

    private void nothingIsLeftOfWhatWasRemoved() {
        for (Collection collection :
                List.of(ReservationDocument.ALL, AttemptDocument.ALL, ItemDocument.ALL, ApprovalDocument.ALL)) {
            for (Document each : all(collection)) {
                String run = each.fields().text("run");
                Check.REMOVED_WHOLE.unless(
                        universe.watch.get(RunDocument.ref(run)).isPresent(), each.ref() + " is left of " + run);
            }
        }
        for (String run : universe.runs) {
            boolean isThere = universe.watch.get(RunDocument.ref(run)).isPresent();
            List<Document> left = isThere ? List.of() : new ArrayList<>(all(StepRecord.of(run)));
            if (!isThere) {
                left.addAll(all(Bodies.of(run)));
            }
            for (Document each : left) {
                Check.REMOVED_WHOLE.unless(
                        universe.keptInSleep.contains(each.ref()), each.ref() + " is left of a removed run");
            }
        }
    }

    private void everythingIsShown() {
        for (Document item : all(ItemDocument.ALL)) {
            boolean published = item.fields().text("state").equals("PUBLISHED");
            Check.SHOWN.unless(
                    !published
                            || universe.shelves.values().stream()
                                    .anyMatch(shelf -> shelf.shows(item.ref().id())),
                    item.ref() + " is said to be published, but no site shows it");
        }
        for (Document run : all(RunDocument.ALL)) {
            for (Document row : all(StepRecord.of(run.ref().id()))) {
                String status = row.fields().text("status");
                Check.SHOWN.unless(
                        !run.fields().text("state").equals("DONE") || status.equals("DONE") || givenUp(row.fields()),
                        run.ref() + " is done, but " + row.ref() + " is " + status);
            }
        }
    }

    /** A newer edition took its place, or a person gave it up and a later version of the program did without. */
    private boolean givenUp(Fields row) {
        String id = row.findText("refers_to").orElse("");
        var ref = switch (row.text("kind")) {
            case "PUBLISH" -> ItemDocument.ref(id);
            case "APPROVE" -> ApprovalDocument.ref(id);
            default -> ReservationDocument.ref(id);
        };
        return universe.watch
                .get(ref)
                .filter(each ->
                        Set.of("SUPERSEDED", "ABANDONED").contains(each.fields().text("state")))
                .isPresent();
    }
}
