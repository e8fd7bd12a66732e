package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Replay.Adoption;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A replay that writes and orders nothing: it notes what a program asks for. Texts come from where a drive would take them if the run's
 * content were changed to this program's.
 */
public final class DryReplay implements Steps {
    private final Store store;
    private final Facts facts;
    private final Limits limits;
    private final BiFunction<String, Article, Article> completed;
    private final Map<String, List<StepRecord>> rows;
    private final Bodies bodies;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, String> publications = new LinkedHashMap<>();

    /** @param completed an article with what its site says of all its articles */
    public DryReplay(Store store, Limits limits, Facts facts, BiFunction<String, Article, Article> completed) {
        this.store = store;
        this.completed = completed;
        this.facts = facts;
        this.limits = limits;
        this.bodies = new Bodies(store, limits.bodyBytes());
        this.rows = store.all(Query.of(StepRecord.of(facts.id()), 500)).stream()
                .map(StepRecord::read)
                .collect(Collectors.groupingBy(StepRecord::step));
    }

    /** What each generate step would send, in the order of the steps. */
    public Map<String, Request> requests() {
        return Collections.unmodifiableMap(requests);
    }

    /** The key of what each publish step would publish. */
    public Map<String, String> publications() {
        return Collections.unmodifiableMap(publications);
    }

    @Override
    public Facts run() {
        return facts;
    }

    @Override
    public <T> T step(String id, @Nullable Object input, Body<T> body) {
        throw new UnsupportedOperationException("the steps of a Java class cannot be rehearsed");
    }

    @Override
    public void require(String id, boolean holds, String found) {
        if (!holds && taken(id).isEmpty()) {
            throw new StepFailed(id, "the run would be left out: " + found);
        }
    }

    private Optional<StepRecord> taken(String step) {
        return rows.getOrDefault(step, List.of()).stream()
                .filter(row -> row.takenFrom().isPresent())
                .findFirst();
    }

    /** As it was recorded, or else as it would be read now. */
    @Override
    public List<Map<String, Object>> recent(String id, String site, int maxRows) {
        String key = StepRecord.key(Kind.STEP, id, Canonical.of(List.of("recent", site, (long) maxRows)));
        Optional<StepRecord> row = rows.getOrDefault(id, List.of()).stream()
                .filter(each -> each.key().equals(key) && each.status() == Status.DONE)
                .findFirst()
                .or(() -> taken(id));
        return row.isEmpty() ? new RecentPublications(store, limits).of(site, maxRows) : recorded(row.get());
    }

    @SuppressWarnings("unchecked") // what a drive recorded has the type that it read
    private List<Map<String, Object>> recorded(StepRecord row) {
        String output = row.output()
                .orElseGet(() -> bodies.load(facts.id(), row.outputRef().orElseThrow()));
        return (List<Map<String, Object>>) Objects.requireNonNull(Json.parse(output));
    }

    @Override
    public FetchedValues fetch(String id, FetchRequest request) {
        String key = SourceSteps.key(id, request);
        Optional<StepRecord> row = rows.getOrDefault(id, List.of()).stream()
                .filter(each -> each.key().equals(key) && each.status() == Status.DONE)
                .findFirst();
        return new FetchedValues(() -> row.map(this::output).orElseThrow(() -> new Suspended("step " + id)));
    }

    private String output(StepRecord row) {
        return row.output()
                .orElseGet(() -> bodies.load(facts.id(), row.outputRef().orElseThrow()));
    }

    @Override
    public Generation generate(String id, Request request) {
        requests.put(id, request);
        String key = StepRecord.key(Kind.GENERATE, id, Hash.sha256(Canonical.of(request.toMap())));
        Optional<StepRecord> row = Adoption.generation(rows.getOrDefault(id, List.of()), key, this::reservation);
        return () -> text(id, row);
    }

    private String text(String id, Optional<StepRecord> row) {
        if (row.isEmpty()) {
            throw new Suspended("step " + id);
        }
        if (row.get().status() == Status.DONE) {
            return bodies.load(facts.id(), row.get().outputRef().orElseThrow());
        }
        String reservation = row.get().refersTo().orElseThrow();
        if (reservation(reservation).state() instanceof Abandoned) {
            throw new StepFailed(id, "its request was abandoned");
        }
        throw new Suspended("reservations/" + reservation);
    }

    private Reservation reservation(String key) {
        return store.get(ReservationDocument.ref(key))
                .map(ReservationDocument::read)
                .orElseThrow(() -> new IllegalStateException(
                        "run " + facts.id() + " refers to the reservation " + key + ", which is gone"));
    }

    @Override
    public ApprovedText approve(String id, String text, ApprovalTerms terms) {
        String key = StepRecord.approveKey(id, Hash.sha256(text));
        return () -> rows.getOrDefault(id, List.of()).stream()
                .filter(row -> row.key().equals(key) && row.status() == Status.DONE)
                .findFirst()
                .map(row -> bodies.load(facts.id(), row.outputRef().orElseThrow()))
                .orElseThrow(() -> new Suspended("approval " + id));
    }

    @Override
    public Table each(String id, RowSource source, RowOptions options, String program) {
        return () -> {
            throw new Suspended("the rows of " + id);
        };
    }

    @Override
    public Publication publish(String id, String site, Article article) {
        String key = StepRecord.publishKey(
                id, site, Hash.sha256(completed.apply(site, article).toJson()));
        publications.put(id, key);
        return () -> {
            throw new Suspended("publication " + id);
        };
    }
}
