package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.Steps.Stop.LeftOut;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.run.Publications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One drive of a run: the program runs from its start, and what is recorded is read instead of done. */
public record Replay(Facts facts, RecordedSteps recorded, StepOrders ordering, Tables tables, SourceSteps sources)
        implements Steps {
    /** @param restoration of the run of the facts */
    public Replay(
            Facts facts, RecordedSteps recorded, StepOrders ordering, Restoration restoration, SourceSteps sources) {
        this(
                facts,
                recorded,
                ordering,
                Tables.of(ordering.store(), ordering.clock(), restoration.run(), recorded, restoration),
                sources);
    }

    @Override
    public Facts run() {
        return facts;
    }

    @Override
    @SuppressWarnings(
            "unchecked") // what a body gave is read back equal, so it has the type that the same program gave it
    public <T> T step(String id, @Nullable Object input, Body<T> body) {
        String key = StepRecord.key(Kind.STEP, id, Canonical.of(input));
        Optional<Entry> found = recorded.find(id, key);
        Entry entry = found.filter(each -> each.row().status() == Status.DONE)
                .orElseGet(() -> recorded.put(found, done(id, key, body, found)));
        if (entry.row().status() == Status.FAILED) {
            throw new StepFailed(id, entry.row().error().orElseThrow());
        }
        String output = entry.row()
                .output()
                .orElseGet(() -> recorded.body(entry.row().outputRef().orElseThrow()));
        return (T) Objects.requireNonNull(Json.parse(output));
    }

    @Override
    public void require(String id, boolean holds, String found) {
        boolean held = step(id, List.of(holds, found), () -> holds);
        if (!held) {
            throw new LeftOut(id, found);
        }
    }

    @Override
    public FetchedValues fetch(String id, FetchRequest request) {
        return sources.fetch(id, request);
    }

    @Override
    public List<Map<String, Object>> recent(String id, String site, int maxRows) {
        return step(id, List.of("recent", site, (long) maxRows), () -> {
            tables.restoration().check(id, "read");
            return ordering.recent().of(site, maxRows);
        });
    }

    private StepRecord done(String id, String key, Body<?> body, Optional<Entry> found) {
        StepRecord row = recorded.row(Kind.STEP, id, key, Optional.empty());
        String output;
        try {
            Object given = Objects.requireNonNull(recorded.inStep(id, body), "a step's output may not be null");
            output = recorded.fit(Json.write(given));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed(id, "interrupted");
        } catch (Stop e) {
            throw e;
        } catch (Exception e) {
            throw failed(row, found, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (Error e) {
            throw failed(row, found, e.toString());
        }
        return recorded.done(row, output);
    }

    private StepFailed failed(StepRecord row, Optional<Entry> found, String error) {
        recorded.put(found, row.failed(error));
        return new StepFailed(row.step(), error);
    }

    @Override
    public Generation generate(String id, Request request) {
        String json = Canonical.of(request.toMap());
        String key = StepRecord.key(Kind.GENERATE, id, Hash.sha256(json));
        Optional<Entry> own = recorded.find(id, key);
        tables.checkSameRequest(id, key, recorded.of(id));
        StepRecord row = ordering.generation(id, key, own)
                .orElseGet(() -> ordering.reserve(id, key, request, json, own).row());
        return () -> text(row);
    }

    private String text(StepRecord row) {
        if (row.status() == Status.DONE) {
            return recorded.body(row.outputRef().orElseThrow());
        }
        String key = row.refersTo().orElseThrow();
        Reservation reservation = ordering.reservation(key);
        if (reservation.state() instanceof Collected collected) {
            return recorded.body(collected.body());
        }
        if (reservation.state() instanceof Abandoned) {
            throw new StepFailed(row.step(), "its request was abandoned");
        }
        throw new Suspended("reservations/" + key);
    }

    @Override
    public ApprovedText approve(String id, String text, ApprovalTerms terms) {
        String key = StepRecord.approveKey(id, Hash.sha256(fit(id, text)));
        Optional<Entry> own = recorded.find(id, key);
        StepRecord row = own.map(Entry::row)
                .filter(found -> !ordering.mustBeAskedAgain(found))
                .orElseGet(() -> ordering.ask(id, key, text, terms, own).row());
        return () -> approved(row);
    }

    private String fit(String step, String text) {
        try {
            return recorded.fit(text);
        } catch (IllegalArgumentException e) {
            throw new StepFailed(step, String.valueOf(e.getMessage()));
        }
    }

    private String approved(StepRecord row) {
        if (row.status() == Status.DONE) {
            return recorded.body(row.outputRef().orElseThrow());
        }
        String id = row.refersTo().orElseThrow();
        Approval approval = ordering.approval(id);
        return switch (approval.state()) {
            case Approval.Approved s -> recorded.body(s.text());
            case Approval.Rejected s -> throw new LeftOut(row.step(), "rejected by " + s.by() + ": " + s.why());
            case Approval.Dropped s ->
                throw new LeftOut(
                        row.step(),
                        "nobody answered within "
                                + approval.question().lapse().orElseThrow().words());
            case Approval.Asked _, Approval.Superseded _, Approval.Withdrawn _ ->
                throw new Suspended("approvals/" + id);
        };
    }

    @Override
    public Publication publish(String id, String site, Article made) {
        Article article = ordering.terms().completed().apply(site, made);
        String json = article.toJson();
        String key = StepRecord.publishKey(id, site, Hash.sha256(json));
        StepRecord row = ordering.publication(id, key, recorded.find(id, key))
                .orElseGet(() -> ordering.queue(id, key, site, article, json).row());
        return () -> url(row);
    }

    @Override
    public Table each(String id, RowSource source, RowOptions options, String program) {
        if (RunId.isRow(facts.id())) {
            throw new StepFailed(id, "a row has no rows of its own");
        }
        return tables.each(id, source, options, program);
    }

    private String url(StepRecord row) {
        if (row.status() == Status.DONE) {
            return row.output().orElseThrow();
        }
        String fingerprint = row.refersTo().orElseThrow();
        Item item = ordering.item(fingerprint);
        if (item.state() instanceof Published published) {
            return published.url();
        }
        if (item.settled()) {
            throw new StepFailed(row.step(), "its publication was abandoned");
        }
        throw new Suspended("outbox/" + fingerprint);
    }

    /** What it waits for once its program can do no more: what was ordered, and what is fetched later. */
    public List<String> waitingFor() {
        List<String> all = new ArrayList<>(outstanding());
        all.addAll(sources.waitingFor());
        return all;
    }

    /** What was begun and is not settled, whether the program asked for it or not: with any of it a run is not done. */
    public List<String> outstanding() {
        return recorded.started().stream()
                .filter(row -> !ordering.settled(row))
                .map(this::waitingFor)
                .toList();
    }

    private String waitingFor(StepRecord row) {
        return switch (row.kind()) {
            case GENERATE -> "reservations/" + row.refersTo().orElseThrow();
            case EACH -> "rows/" + RunId.group(facts.id(), row.step());
            case APPROVE -> "approvals/" + row.refersTo().orElseThrow();
            case PUBLISH, STEP -> "outbox/" + row.refersTo().orElseThrow();
            case FETCH -> "steps/" + row.step() + "~" + row.key();
        };
    }

    /** When it is to be driven again though nothing wakes it, if it waits for such a time. */
    public Optional<Instant> due() {
        return Stream.concat(tables.lapse().due().stream(), sources.due().stream())
                .min(Instant::compareTo);
    }

    /** The tables whose rows have no more time: by the group of the rows, why they are left out. */
    public Map<String, LeftOut> lapsed() {
        return tables.lapse().over().stream()
                .collect(Collectors.toMap(TableLapse.Over::group, each -> new LeftOut(each.step(), each.why())));
    }

    /** Where all that is outstanding waits for the operator: what the first of it waits for. */
    public Optional<StepFailed> stuck() {
        List<StepRecord> open = recorded.started().stream()
                .filter(row -> !ordering.settled(row))
                .toList();
        List<StepFailed> stuck =
                open.stream().flatMap(row -> ordering.stuck(row).stream()).toList();
        return stuck.size() == open.size() ? stuck.stream().findFirst() : Optional.empty();
    }

    /** What has become of the run's publications, those of earlier contents and of its rows too. */
    public Publications publications() {
        int shown = 0;
        int abandoned = 0;
        for (StepRecord row : recorded.ofKind(Kind.PUBLISH)) {
            if (row.takenFrom().isPresent()) {
                continue; // Another run's publication.
            }
            if (row.status() == Status.DONE) {
                shown++;
            } else if (ordering.item(row.refersTo().orElseThrow()).state() instanceof Item.Abandoned) {
                abandoned++;
            }
        }
        return recorded.ofKind(Kind.EACH).stream()
                .filter(row -> row.takenFrom().isEmpty())
                .flatMap(row -> RowTable.of(row).closed().stream())
                .map(RowTable.ClosedTable::publications)
                .reduce(new Publications(shown, abandoned), Publications::plus);
    }

    /**
     * Which row a step goes on with in a run whose content a person has changed. What an earlier content bought, is buying or has published
     * under the step stays the step's result, whatever the content asks for now: so no change of content buys or publishes it again. A
     * reservation is replaced only by {@code tick.ContentSwitch}, in the commit that changes the content.
     */
    static final class Adoption {
        private Adoption() {}

        /** Empty where it is to be ordered. Where a person gave up this very request, its own row: so the step fails. */
        static Optional<StepRecord> generation(
                Collection<StepRecord> rows, String key, Function<String, Reservation> reservations) {
            Predicate<StepRecord> abandoned = row -> row.status() == Status.STARTED
                    && reservations.apply(row.refersTo().orElseThrow()).state() instanceof Abandoned;
            Predicate<StepRecord> givenUp = abandoned.or(row -> row.status() == Status.FAILED);
            Optional<StepRecord> own = own(rows, Kind.GENERATE, key);
            return own.filter(givenUp.negate())
                    .or(() -> newest(rows, Kind.GENERATE, row -> row.status() == Status.DONE))
                    .or(() -> newest(rows, Kind.GENERATE, givenUp.negate()))
                    .or(() -> own.filter(row -> row.status() == Status.STARTED));
        }

        static Optional<StepRecord> publication(Collection<StepRecord> rows, String key) {
            Optional<StepRecord> own = own(rows, Kind.PUBLISH, key);
            return own.filter(row -> row.status() == Status.DONE)
                    .or(() -> newest(rows, Kind.PUBLISH, row -> row.status() == Status.DONE))
                    .or(() -> own);
        }

        private static Optional<StepRecord> own(Collection<StepRecord> rows, Kind kind, String key) {
            return of(rows, kind).filter(row -> row.key().equals(key)).findFirst();
        }

        private static Optional<StepRecord> newest(
                Collection<StepRecord> rows, Kind kind, Predicate<StepRecord> which) {
            return of(rows, kind)
                    .filter(which)
                    .max(Comparator.comparing(StepRecord::createdAt).thenComparing(StepRecord::key));
        }

        private static Stream<StepRecord> of(Collection<StepRecord> rows, Kind kind) {
            return rows.stream().filter(row -> row.kind() == kind);
        }
    }
}
