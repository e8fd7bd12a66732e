package dev.tickbox.functions.telling;

import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every document that one run has, in the order in which they were made. */
public record Story(
        Document runDocument,
        List<Document> reservationDocuments,
        List<Document> attemptDocuments,
        List<Document> itemDocuments) {
    private static final int PAGE = 200;

    public static Optional<Story> read(Store store, String run) {
        return store.get(RunDocument.ref(run))
                .map(document -> new Story(
                        document,
                        of(store, ReservationDocument.ALL, run, "created_at"),
                        of(store, AttemptDocument.ALL, run, "step"),
                        of(store, ItemDocument.ALL, run, "created_at")));
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

    /** In the order of their reservations, then numbers. */
    public List<Attempt> attempts() {
        List<Attempt> all = attemptDocuments.stream()
                .map(AttemptDocument::read)
                .sorted(Comparator.comparing(Attempt::number))
                .toList();
        return reservations().stream()
                .flatMap(r -> all.stream().filter(a -> a.key().equals(r.order().key())))
                .toList();
    }

    public List<Item> items() {
        return itemDocuments.stream().map(ItemDocument::read).toList();
    }

    /** Short enough to type, long enough to be the only one. */
    public static String brief(String id) {
        return id.length() == 64 ? id.substring(0, 12) : id;
    }
}
