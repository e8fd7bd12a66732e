package dev.tickbox.run;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Limits;
import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Decision.Moved;
import dev.tickbox.outbox.Event.Supersede;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Recorded.Entry;
import dev.tickbox.run.Row.Kind;
import dev.tickbox.run.Steps.Facts;
import dev.tickbox.store.Document;
import dev.tickbox.store.History;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** How a step asks for something of the outside: the row and the reservation, or the row and the outbox item, in one commit. */
public final class Ordering {
    /**
     * What the content says of a run's orders.
     *
     * @param files where a site puts an article
     */
    public record Terms(boolean holdUncertain, OnIncomplete onIncomplete, BiFunction<String, Article, String> files) {}

    private final Store store;
    private final Clock clock;
    private final Limits limits;
    private final Facts facts;
    private final Terms terms;
    private final Recorded recorded;

    public Ordering(Store store, Clock clock, Limits limits, Facts facts, Terms terms, Recorded recorded) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.facts = facts;
        this.terms = terms;
        this.recorded = recorded;
    }

    Entry reserve(String step, String key, Request asked, String requestJson) {
        // The request first: whoever finds the reservation can send it.
        String request = recorded.keepBody(requestJson);
        String reservation = Hash.of("tickbox/reservation/1", facts.id(), step, requestJson);
        Instant now = clock.now();
        Order order = new Order(
                reservation,
                facts.id(),
                step,
                facts.job(),
                facts.site(),
                asked.model(),
                asked.mode(),
                request,
                terms.holdUncertain(),
                terms.onIncomplete(),
                now);
        Row row = recorded.row(Kind.GENERATE, step, key, Optional.of(reservation));
        var fields = ReservationDocument.write(Reservation.open(order, now));
        List<Write> writes = List.of(
                new Write.Create(Row.ref(facts.id(), step, key), Row.write(row)),
                new Write.Create(
                        ReservationDocument.ref(reservation),
                        History.add(fields, now, "RESERVED", "step " + step, facts.id())));
        for (int i = 0; i < Recorded.TRIES; i++) {
            Optional<Entry> entry = recorded.order(row, writes);
            if (entry.isPresent()) {
                return entry.get();
            }
        }
        throw recorded.crowded(row);
    }

    Entry queue(String step, String key, String site, Article article, String articleJson) {
        String body = recorded.keepBody(articleJson);
        String fingerprint = Hash.of("tickbox/item/1", site, facts.id(), step, body);
        String file = terms.files().apply(site, article);
        Row row = recorded.row(Kind.PUBLISH, step, key, Optional.of(fingerprint));
        for (int i = 0; i < Recorded.TRIES; i++) {
            Instant now = clock.now();
            List<Document> older = older(step, key, site);
            Parcel parcel = new Parcel(
                    fingerprint,
                    site,
                    facts.id(),
                    step,
                    older.size() + 1,
                    file,
                    facts.date(),
                    now,
                    article.title(),
                    body);
            List<Write> writes = new ArrayList<>();
            writes.add(new Write.Create(Row.ref(facts.id(), step, key), Row.write(row)));
            var fields = ItemDocument.write(Item.open(parcel, now));
            writes.add(new Write.Create(
                    ItemDocument.ref(fingerprint), History.add(fields, now, "PENDING", "step " + step, facts.id())));
            older.forEach(document -> supersede(document, now).ifPresent(writes::add));
            Optional<Entry> entry = recorded.order(row, writes);
            if (entry.isPresent()) {
                return entry.get();
            }
            // An older item moved meanwhile: look at it again.
        }
        throw recorded.crowded(row);
    }

    private List<Document> older(String step, String key, String site) {
        return recorded.othersOf(step, key).stream()
                .map(row -> store.get(ItemDocument.ref(row.refersTo().orElseThrow()))
                        .orElseThrow())
                .filter(document -> document.fields().text("site").equals(site))
                .toList();
    }

    private Optional<Write> supersede(Document older, Instant now) {
        var machine = new dev.tickbox.outbox.Transitions(limits);
        return machine.apply(ItemDocument.read(older), new Supersede(), now) instanceof Moved moved
                ? Optional.of(new Write.Update(
                        older, History.next(older, ItemDocument.write(moved.item()), now, moved.cause(), facts.id())))
                : Optional.empty();
    }

    Reservation reservation(String key) {
        return ReservationDocument.read(get(ReservationDocument.ref(key)));
    }

    Item item(String fingerprint) {
        return ItemDocument.read(get(ItemDocument.ref(fingerprint)));
    }

    boolean settled(Row row) {
        String id = row.refersTo().orElseThrow();
        return row.kind() == Kind.GENERATE ? reservation(id).settled() : item(id).settled();
    }

    private Document get(Ref ref) {
        return store.get(ref).orElseThrow(() -> {
            // A run that was removed while its driver slept has nothing any more.
            recorded.checkLease();
            return new IllegalStateException("run " + facts.id() + " refers to " + ref + ", which is gone");
        });
    }
}
