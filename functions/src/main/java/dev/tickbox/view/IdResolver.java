package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Suggestion;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what an id names: a whole id, or the beginning of exactly one. */
public record IdResolver(Store store, Optional<Definition> definition) {
    /** A shorter beginning would too easily match another id later. */
    public static final int SHORTEST = 6;

    private static final int LONGEST = 150;
    private static final int SHOWN = 5;
    private static final int RECENT = 200;

    public sealed interface Found {}

    public record RunId(String run) implements Found {}

    public record ReservationKey(String key, String run) implements Found {}

    public record ItemFingerprint(String fingerprint, String run) implements Found {}

    public record ApprovalId(String approval, String run) implements Found {}

    public record JobId(String job) implements Found {}

    public record SiteId(String site) implements Found {}

    /** No match, or more than one; {@code why} is one line. */
    public record Nothing(String why) implements Found {}

    public Found find(String id) {
        Optional<Found> named = definition.flatMap(content -> content.jobs().containsKey(id)
                ? Optional.of(new JobId(id))
                : content.sites().containsKey(id) ? Optional.of(new SiteId(id)) : Optional.empty());
        return named.orElseGet(() -> document(id));
    }

    private Found document(String id) {
        if (id.isBlank() || id.length() > LONGEST) {
            return new Nothing("an id has 1 to " + LONGEST + " characters; to list the ids: tickbox list");
        }
        // The id of an attempt is the key of its reservation followed by a number.
        String whole = id.replaceFirst("(?<=^[0-9a-f]{6,64})[.-]\\d+$", "");
        List<Found> found = Stream.of(
                        runs(id),
                        beginning(ReservationDocument.ALL, whole).map(d -> (Found)
                                new ReservationKey(d.ref().id(), d.fields().text("run"))),
                        beginning(ItemDocument.ALL, id).map(d -> (Found)
                                new ItemFingerprint(d.ref().id(), d.fields().text("run"))),
                        beginning(ApprovalDocument.ALL, id).map(d ->
                                (Found) new ApprovalId(d.ref().id(), d.fields().text("run"))))
                .flatMap(each -> each)
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        return new Nothing(found.isEmpty() ? unknown(id) : ambiguous(id, found));
    }

    private Stream<Found> runs(String id) {
        return beginning(RunDocument.ALL, id).map(d -> new RunId(d.ref().id()));
    }

    /** Documents are ordered by id, so the ones that begin with the prefix follow it directly. */
    private Stream<Document> beginning(Collection in, String prefix) {
        Optional<Document> exact = store.get(in.ref(prefix));
        if (exact.isPresent() || prefix.length() < SHORTEST) {
            return exact.stream();
        }
        Query behind = Query.of(in, SHOWN + 1).after(new Query.Cursor(Optional.empty(), prefix));
        return store.query(behind).documents().stream()
                .filter(document -> document.ref().id().startsWith(prefix));
    }

    private static String ambiguous(String id, List<Found> found) {
        List<String> ids = found.stream()
                .limit(SHOWN)
                .map(IdResolver::id)
                .map(RunRecords::brief)
                .toList();
        return id + " matches more than one id: " + String.join(", ", ids) + (found.size() > SHOWN ? ", …" : "")
                + "; use more characters";
    }

    private static String id(Found found) {
        return switch (found) {
            case RunId f -> f.run();
            case ReservationKey f -> f.key();
            case ItemFingerprint f -> f.fingerprint();
            case ApprovalId f -> f.approval();
            case JobId f -> f.job();
            case SiteId f -> f.site();
            case Nothing f -> f.why();
        };
    }

    private String unknown(String id) {
        List<String> known = new ArrayList<>();
        definition.ifPresent(content -> {
            known.addAll(content.jobs().keySet());
            known.addAll(content.sites().keySet());
        });
        store.query(Query.of(RunDocument.ALL, RECENT).orderedBy("created_at").reversed())
                .documents()
                .forEach(document -> known.add(document.ref().id()));
        String hint = Suggestion.hint(id, known);
        if (hint.isEmpty() && id.length() < SHORTEST) {
            hint = "; the beginning of an id needs at least " + SHORTEST + " characters; to list the ids: tickbox list";
        }
        return "no id or name begins with " + id + (hint.isEmpty() ? "; to list the ids: tickbox list" : hint);
    }
}
