package dev.tickbox.crash;

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
import dev.tickbox.store.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what is in the store, past every boundary. */
final class LedgerReader {
    /** States that nothing has to move, or that a person has to. */
    private static final Set<String> AT_REST =
            Set.of("DONE", "LEFT_OUT", "FAILED", "ABANDONED", "COLLECTED", "STUCK", "PUBLISHED", "SUPERSEDED");

    private static final Set<String> ATTEMPT_AT_REST =
            Set.of("REFUSED", "UNCERTAIN", "NOT_FOUND", "SETTLED", "SENDING");

    private static final List<String> COLLECTIONS = List.of(
            "control",
            "definitions",
            "jobs",
            "runs",
            "rows",
            "seen",
            "forgotten",
            "reservations",
            "attempts",
            "outbox",
            "approvals");

    private final Counted store;
    private final Map<Collection, List<Document>> read = new HashMap<>();
    private long readAt = -1;

    LedgerReader(Counted store) {
        this.store = store;
    }

    private List<Document> all(Collection collection) {
        long commits = store.commits().get();
        if (readAt != commits) {
            read.clear();
            readAt = commits;
        }
        return read.computeIfAbsent(collection, this::fresh);
    }

    private List<Document> fresh(Collection collection) {
        return store.all(Query.of(collection, 500));
    }

    List<Document> runs() {
        return all(RunDocument.ALL);
    }

    List<Document> attempts() {
        return all(AttemptDocument.ALL);
    }

    int jobsSeen() {
        return all(Collection.of("jobs")).size();
    }

    /** Every document there is. */
    Map<String, Document> dump() {
        List<Document> found = new ArrayList<>();
        for (String name : COLLECTIONS) {
            found.addAll(fresh(Collection.of(name)));
        }
        for (Document run :
                Stream.concat(runs().stream(), all(RunDocument.ROWS).stream()).toList()) {
            found.addAll(fresh(StepRecord.of(run.ref().id())));
            found.addAll(fresh(Bodies.of(run.ref().id())));
        }
        Map<String, Document> byName = new TreeMap<>();
        found.forEach(each -> byName.put(each.ref().toString(), each));
        return byName;
    }

    List<Document> inStates(Collection collection, String state) {
        return all(collection).stream()
                .filter(each -> each.fields().text("state").equals(state))
                .toList();
    }

    /** The next moment at which a tick has to do something; a daily look to be sure is none. */
    Optional<Instant> nextDue() {
        List<Instant> due = new ArrayList<>();
        for (Document each : all(RunDocument.ALL)) {
            add(due, each, waitsForATime(each) ? "-" : "WAITING");
        }
        for (Document each : all(RunDocument.ROWS)) {
            add(due, each, "WAITING");
        }
        for (Document each : all(ReservationDocument.ALL)) {
            add(due, each, "SUBMITTED");
        }
        attempts().forEach(each -> add(due, each, "-"));
        all(ItemDocument.ALL).forEach(each -> add(due, each, "-"));
        all(ApprovalDocument.ALL).forEach(each -> add(due, each, "-"));
        return due.stream().min(Instant::compareTo);
    }

    /** A fetch is tried again at a time, and nothing wakes its run. */
    private static boolean waitsForATime(Document run) {
        return run.fields().texts("waiting_for").stream().anyMatch(name -> name.startsWith("steps/"));
    }

    private static void add(List<Instant> due, Document document, String onlyToBeSure) {
        if (!document.fields().text("state").equals(onlyToBeSure)) {
            document.fields().findTime("due").ifPresent(due::add);
        }
    }

    /** Documents that no tick and no person would ever move again, though they are not finished. */
    List<Ref> forgotten() {
        List<Ref> found = new ArrayList<>();
        for (Collection collection :
                List.of(RunDocument.ALL, RunDocument.ROWS, ReservationDocument.ALL, ItemDocument.ALL)) {
            all(collection).stream()
                    .filter(each -> !AT_REST.contains(each.fields().text("state")))
                    .filter(each -> each.fields().findTime("due").isEmpty())
                    .forEach(each -> found.add(each.ref()));
        }
        attempts().stream()
                .filter(each -> !ATTEMPT_AT_REST.contains(each.fields().text("state")))
                .filter(each -> each.fields().findTime("due").isEmpty())
                .forEach(each -> found.add(each.ref()));
        return found;
    }

    long paidMicroUsd() {
        return sum("paid_micro_usd");
    }

    long riskMicroUsd() {
        return sum("risk_micro_usd");
    }

    private long sum(String field) {
        return attempts().stream()
                .mapToLong(each -> each.fields().number(field))
                .sum();
    }

    Optional<String> body(String run, String sha) {
        return new Bodies(store, 1).find(run, sha);
    }
}
