package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.Limits;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.content.Templates;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.ItemDecision.Moved;
import dev.tickbox.outbox.ItemEvent.Supersede;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.Replay.Adoption;
import dev.tickbox.program.Steps.ApprovalTerms;
import dev.tickbox.program.Steps.Facts;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.screening.Screening;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** How a step asks for something of the outside: the row and the reservation, or the row and the outbox item, in one commit. */
public record StepOrders(Store store, Clock clock, Limits limits, Facts facts, Terms terms, RecordedSteps recorded) {
    /** They are withdrawn with the run's end in one commit, which a store bounds. */
    private static final int MOST_QUESTIONS = 100;

    /**
     * What the content says of a run's orders.
     *
     * @param completed an article with what its site says of all its articles
     * @param files where a site puts an article
     * @param screenings how a site judges what it publishes as a file
     * @param changed a person has changed the run's content since it was made
     */
    public record Terms(
            boolean holdUncertain,
            OnIncomplete onIncomplete,
            BiFunction<String, Article, Article> completed,
            BiFunction<String, Article, String> files,
            BiFunction<String, String, Screening> screenings,
            boolean changed) {}

    /** What was recorded of this step before, which its input may take no notice of where the content was changed. */
    Optional<StepRecord> generation(String step, String key, Optional<Entry> own) {
        return terms.changed() ? Adoption.generation(recorded.of(step), key, this::reservation) : own.map(Entry::row);
    }

    Optional<StepRecord> publication(String step, String key, Optional<Entry> own) {
        return terms.changed() ? Adoption.publication(recorded.of(step), key) : own.map(Entry::row);
    }

    /** @param withdrawn the row of the same request, where that was withdrawn for another content before it was bought */
    Entry reserve(String step, String key, Request asked, String requestJson, Optional<Entry> withdrawn) {
        // The request first: whoever finds the reservation can send it.
        String request = recorded.keepBody(requestJson);
        String reservation = withdrawn
                .map(before ->
                        Hash.of("tickbox/reservation/2", before.row().refersTo().orElseThrow()))
                .orElseGet(() -> Hash.of("tickbox/reservation/1", facts.id(), step, requestJson));
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
        StepRecord row = recorded.row(Kind.GENERATE, step, key, Optional.of(reservation));
        var fields = ReservationDocument.write(Reservation.open(order, now));
        List<Write> writes = List.of(
                recorded.write(withdrawn, row),
                new Write.Create(
                        ReservationDocument.ref(reservation),
                        History.add(fields, now, ReservationState.RESERVED.name(), "step " + step, facts.id())));
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
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
        String file = file(step, site, article);
        Screening screening = terms.screenings().apply(site, file);
        Optional<String> refusal = screening.refusal(article);
        StepRecord row = recorded.row(Kind.PUBLISH, step, key, Optional.of(fingerprint));
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
            Instant now = clock.now();
            List<Document> all = older(step, key);
            Optional<Entry> published = published(all);
            if (published.isPresent()) {
                return published.get();
            }
            List<Document> older = all.stream()
                    .filter(document -> document.fields().text("site").equals(site))
                    .toList();
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
            writes.add(new Write.Create(StepRecord.ref(facts.id(), step, key), StepRecord.write(row)));
            Item item = refusal.map(why -> Item.refused(parcel, why, now))
                    .orElseGet(() -> Item.cleared(parcel, screening.cleared(), now));
            writes.add(new Write.Create(
                    ItemDocument.ref(fingerprint),
                    History.add(
                            ItemDocument.write(item),
                            now,
                            ItemDocument.stateName(item.state()),
                            refusal.orElse("step " + step),
                            facts.id())));
            (terms.changed() ? all : older)
                    .forEach(document -> supersede(document, now).ifPresent(writes::add));
            Optional<Entry> entry = recorded.order(row, writes);
            if (entry.isPresent()) {
                return entry.get();
            }
            // An older item moved meanwhile: look at it again.
        }
        throw recorded.crowded(row);
    }

    /** @param again the row of the same text, where its question was replaced by a change of the run's content */
    Entry ask(String step, String key, String text, ApprovalTerms asked, Optional<Entry> again) {
        String body = recorded.keepBody(text);
        Optional<String> schema = asked.outputSchema().map(recorded::keepBody);
        String id = Hash.of("tickbox/approval/1", facts.id(), step, body);
        StepRecord row = recorded.row(Kind.APPROVE, step, key, Optional.of(id));
        if (recorded.started().stream()
                        .filter(each -> each.kind() == Kind.APPROVE)
                        .count()
                >= MOST_QUESTIONS) {
            throw new StepFailed(step, "a run may ask " + MOST_QUESTIONS + " questions at a time");
        }
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
            Instant now = clock.now();
            var question = new Approval.Question(
                    id,
                    facts.id(),
                    step,
                    facts.job(),
                    facts.site(),
                    Headline.of(text),
                    body,
                    schema,
                    asked.lapse(),
                    now);
            List<Write> writes = new ArrayList<>();
            writes.add(recorded.write(again, row));
            writes.add(asked(question, now));
            List<Document> others = recorded.othersOf(step, key).stream()
                    .filter(each -> each.kind() == Kind.APPROVE)
                    .map(each -> get(ApprovalDocument.ref(each.refersTo().orElseThrow())))
                    .toList();
            writes.addAll(Approvals.closed(others, new ApprovalEvent.Supersede(), now, facts.id()));
            Optional<Entry> entry = recorded.order(row, writes);
            if (entry.isPresent()) {
                return entry.get();
            }
        }
        throw recorded.crowded(row);
    }

    private Write asked(Approval.Question question, Instant now) {
        Ref ref = ApprovalDocument.ref(question.id());
        Fields fields = ApprovalDocument.write(Approval.open(question, now));
        String cause = "step " + question.step();
        return store.get(ref)
                .<Write>map(before ->
                        new Write.Update(before, History.next(before, fields, now, cause + " asks again", facts.id())))
                .orElseGet(() ->
                        new Write.Create(ref, History.add(fields, now, ApprovalState.ASKED.name(), cause, facts.id())));
    }

    boolean mustBeAskedAgain(StepRecord row) {
        return row.status() == Status.STARTED
                && approval(row.refersTo().orElseThrow()).state() instanceof Approval.Superseded;
    }

    Approval approval(String id) {
        return ApprovalDocument.read(get(ApprovalDocument.ref(id)));
    }

    private String file(String step, String site, Article article) {
        try {
            return terms.files().apply(site, article);
        } catch (Templates.Unusable e) {
            throw new StepFailed(step, "the file name of site " + site + " cannot be made: " + e.getMessage());
        }
    }

    private List<Document> older(String step, String key) {
        return recorded.othersOf(step, key).stream()
                .filter(row -> row.kind() == Kind.PUBLISH)
                .map(row -> get(ItemDocument.ref(row.refersTo().orElseThrow())))
                .toList();
    }

    /** Where the content was changed, what a site shows of this step by now, though this drive began before that. */
    private Optional<Entry> published(List<Document> older) {
        return older.stream()
                .filter(document -> terms.changed())
                .map(ItemDocument::read)
                .filter(item -> item.state() instanceof Published)
                .map(item -> recorded.again(
                        item.parcel().step(),
                        StepRecord.publishKey(
                                item.parcel().step(),
                                item.parcel().site(),
                                item.parcel().body())))
                .findFirst();
    }

    private Optional<Write> supersede(Document older, Instant now) {
        var machine = new ItemTransitions(limits);
        return machine.apply(ItemDocument.read(older), new Supersede(), now) instanceof Moved moved
                ? Optional.of(new Write.Update(
                        older, History.next(older, ItemDocument.write(moved.item()), now, moved.cause(), facts.id())))
                : Optional.empty();
    }

    RecentPublications recent() {
        return new RecentPublications(store, limits);
    }

    Reservation reservation(String key) {
        return ReservationDocument.read(get(ReservationDocument.ref(key)));
    }

    Item item(String fingerprint) {
        return ItemDocument.read(get(ItemDocument.ref(fingerprint)));
    }

    boolean settled(StepRecord row) {
        return switch (row.kind()) {
            case GENERATE -> reservation(row.refersTo().orElseThrow()).settled();
            case PUBLISH -> item(row.refersTo().orElseThrow()).settled();
            case APPROVE -> !(approval(row.refersTo().orElseThrow()).state() instanceof Approval.Asked);
            case EACH -> false; // Its record is done once it is.
            case FETCH -> false; // The same; what was not fetched yet is no order of the run.
            case STEP -> throw new IllegalStateException("what a step does is never outstanding");
        };
    }

    /** Why what the step ordered waits for the operator, if it does. */
    Optional<StepFailed> stuck(StepRecord row) {
        if (row.kind() == Kind.GENERATE) {
            return reservation(row.refersTo().orElseThrow()).state() instanceof Reservation.Stuck stuck
                    ? Optional.of(new StepFailed(row.step(), stuck.reason() + ": " + stuck.why()))
                    : Optional.empty();
        }
        return row.kind() == Kind.PUBLISH && item(row.refersTo().orElseThrow()).state() instanceof Item.Stuck stuck
                ? Optional.of(new StepFailed(row.step(), stuck.reason() + ": " + stuck.why()))
                : Optional.empty();
    }

    private Document get(Ref ref) {
        return store.get(ref).orElseThrow(() -> {
            // A run that was removed while its driver slept has nothing any more.
            recorded.checkLease();
            return new IllegalStateException("run " + facts.id() + " refers to " + ref + ", which is gone");
        });
    }
}
