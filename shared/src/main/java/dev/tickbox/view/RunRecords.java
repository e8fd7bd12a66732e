package dev.tickbox.view;

import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All documents of one run, in the order of their creation. */
public record RunRecords(
        Document runDocument,
        List<Document> reservationDocuments,
        List<Document> attemptDocuments,
        List<Document> itemDocuments,
        List<Document> approvalDocuments,
        List<FetchTrouble> fetches) {
    private static final int PAGE = 200;

    public static Optional<RunRecords> read(Store store, String run) {
        return store.get(RunDocument.ref(run))
                .map(document -> new RunRecords(
                        document,
                        of(store, ReservationDocument.ALL, run, "created_at"),
                        of(store, AttemptDocument.ALL, run, "step"),
                        of(store, ItemDocument.ALL, run, "created_at"),
                        Approvals.of(store, run),
                        fetches(store, document)));
    }

    private static List<FetchTrouble> fetches(Store store, Document run) {
        return run.fields().texts("waiting_for").stream()
                .flatMap(name -> FetchTrouble.of(store, run.ref(), name).stream())
                .toList();
    }

    private static List<Document> of(Store store, Collection collection, String run, String order) {
        Comparator<Document> byOrder = Comparator.comparing(
                document -> document.fields().find(order).orElse("").toString());
        return store.all(Query.of(collection, PAGE).where("run", run)).stream()
                .sorted(byOrder.thenComparing(document -> document.fields().text("step")))
                .toList();
    }

    public Run run() {
        return RunDocument.read(runDocument);
    }

    public List<Reservation> reservations() {
        return reservationDocuments.stream().map(ReservationDocument::read).toList();
    }

    /** Ordered by reservation, then by number. */
    public List<Attempt> attempts() {
        List<Attempt> all = attemptDocuments.stream()
                .map(AttemptDocument::read)
                .sorted(Comparator.comparing(Attempt::number))
                .toList();
        return reservations().stream()
                .flatMap(r -> all.stream().filter(a -> a.key().equals(r.order().key())))
                .toList();
    }

    public List<Approval> approvals() {
        return approvalDocuments.stream().map(ApprovalDocument::read).toList();
    }

    public List<Item> items() {
        return itemDocuments.stream().map(ItemDocument::read).toList();
    }

    /** The first 12 characters of a hash; other ids are returned whole. */
    public static String brief(String id) {
        return id.length() == 64 ? id.substring(0, 12) : id;
    }
}
