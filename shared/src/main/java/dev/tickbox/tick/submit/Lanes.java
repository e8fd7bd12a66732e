package dev.tickbox.tick.submit;

import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.StopSignal;
import dev.tickbox.tick.context.TickContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be sent goes in lanes: one a model, and one for all batch jobs. Each has a limit and a queue of its own, so that a model
 * that is full, or that takes nothing, holds up nobody else.
 */
public final class Lanes {
    private static final int AT_MOST = 100;
    private static final int SORTED_AT_MOST = 2000;

    private final TickContext parts;
    private final Refusals refusals;

    /** @param parts with the content's limits */
    public Lanes(TickContext parts) {
        this.parts = parts;
        this.refusals = new Refusals(parts.store(), parts.clock(), parts.limits());
    }

    /** The lanes in which something is reserved, each found by one read: the next name after the last. */
    List<String> reserved() {
        List<String> lanes = new ArrayList<>();
        Query reserved = Query.of(ReservationDocument.ALL, 1).where("state", "RESERVED");
        List<Document> next = parts.store().query(reserved.orderedBy("lane")).documents();
        while (!next.isEmpty() && lanes.size() < AT_MOST) {
            String lane = next.getFirst().fields().text("lane");
            lanes.add(lane);
            // No name of a model has a space in it, and nothing that one has comes before a space.
            next = parts.store().query(reserved.from("lane", lane + " ")).documents();
        }
        return lanes;
    }

    /** The longest waiting first: what was put off to one midnight must not be served by its hash, or one might never be. */
    List<Document> due(String lane, StopSignal until) {
        Query due = Query.of(ReservationDocument.ALL, parts.limits().batch())
                .where("lane", lane)
                .where("state", "RESERVED")
                .before("due", parts.clock().now().plusMillis(1));
        List<Document> found = new ArrayList<>();
        new DuePages(parts.store(), List.of(due), () -> until.passed() || found.size() >= SORTED_AT_MOST)
                .forEach(found::add);
        found.sort(Comparator.comparing(document -> document.fields().time("created_at")));
        return found;
    }

    /** How many more may be out. */
    int room(String lane) {
        return Math.max(
                0,
                limit(lane)
                        - in(lane, "SUBMITTING").size()
                        - in(lane, "SUBMITTED").size()
                        - unsure(lane));
    }

    private List<Document> in(String lane, String state) {
        return parts.store()
                .query(Query.of(ReservationDocument.ALL, limit(lane))
                        .where("lane", lane)
                        .where("state", state))
                .documents();
    }

    /** What may be at the vendor holds a place only for as long as the vendor itself may not know: an outage fills no lane. */
    private int unsure(String lane) {
        Instant since = parts.clock().now().minus(parts.limits().settling().multipliedBy(5));
        return Math.toIntExact(in(lane, "UNCERTAIN").stream()
                .filter(document -> document.fields().time("lease_ended").isAfter(since))
                .count());
    }

    private int limit(String lane) {
        return batch(lane) ? parts.limits().batchJobs() : parts.limits().outstanding();
    }

    private static boolean batch(String lane) {
        return lane.equals(Reservation.BATCH_LANE);
    }

    String full(String lane) {
        return batch(lane)
                ? "limits.batchJobs: " + limit(lane) + " batch jobs are at the vendor"
                : "limits.outstanding: " + limit(lane) + " of " + lane + " are at the vendor";
    }

    /** Why what is due in this lane is not sent, if it is not. It only reads. */
    public Optional<String> waits(String lane) {
        Optional<Refusals.Refusal> refusal = refusals.of(lane);
        return refusal.flatMap(this::rests)
                .or(() -> room(lane) == 0 ? Optional.of(full(lane)) : Optional.empty())
                .or(() -> refusal.map(this::refused));
    }

    /** The lanes in which the vendor sells nothing before a person has seen to it, and why. */
    public Map<String, String> needPerson() {
        Map<String, String> lanes = new TreeMap<>();
        refusals.all().stream()
                .filter(Refusals.Refusal::account)
                .forEach(each -> lanes.put(
                        each.lane(), "the vendor has refused the account since " + each.since() + ": " + each.why()));
        return lanes;
    }

    String refused(Refusals.Refusal refusal) {
        return "the vendor has refused " + refusal.lane() + " since " + refusal.since()
                + "; each tick tries one request: " + refusal.why();
    }

    Optional<String> rests(Refusals.Refusal refusal) {
        return refusal.until()
                .filter(until -> until.isAfter(parts.clock().now()))
                .map(until -> (refusal.unsure() > 0
                                ? "the outcome of the last " + refusal.unsure()
                                        + " requests is unknown, and each may be billed;"
                                        + " next try at "
                                : "the vendor asked for no requests before ")
                        + until + ": " + refusal.why());
    }

    /** By a person's word: whatever the vendor asked, it is tried with the next submit tick. */
    public void tryNow(String lane) {
        refusals.tryNow(lane);
    }

    Refusals refusals() {
        return refusals;
    }
}
