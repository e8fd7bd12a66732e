package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Suggestion;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds what an id names: a whole id, or the beginning of exactly one.
 *
 * @param command how a command is typed here, with where its store is
 */
public record IdResolver(Store store, Optional<Definition> definition, UnaryOperator<String> command) {
    /** A shorter beginning would too easily match another id later. */
    public static final int SHORTEST = 6;

    private static final int LONGEST = 300;
    private static final int SHOWN = 5;
    private static final int RECENT = 200;

    public sealed interface Found {}

    public record FoundRun(String run) implements Found {}

    public record FoundRow(String row) implements Found {}

    public record FoundReservation(String key, String run) implements Found {}

    public record FoundItem(String fingerprint, String run) implements Found {}

    public record FoundApproval(String approval, String run) implements Found {}

    public record FoundJob(String job) implements Found {}

    public record FoundSite(String site) implements Found {}

    /** No match, or more than one; {@code why} is one line. */
    public record FoundNothing(String why) implements Found {}

    /** The row of a run that has this key, whichever of its tables that is in; of several the one that has not ended. */
    public Found find(String run, String key) {
        if (!(find(run) instanceof FoundRun(String root))) {
            return find(run) instanceof FoundNothing nothing
                    ? nothing
                    : new FoundNothing(run + " is not a run; a row is named by its run and its key, or by its own id");
        }
        List<Run> all = TableView.of(store, root).stream()
                .map(table -> Row.open(root, table.step(), key, 0, Row.Kept.inline("{}"))
                        .id())
                .flatMap(row -> store.get(RunDocument.ref(row)).stream())
                .map(RunDocument::read)
                .toList();
        List<Run> open = all.stream().filter(row -> !hasEnded(row)).toList();
        List<Found> rows = (open.size() == 1 ? open : all)
                .stream().map(row -> (Found) new FoundRow(row.id())).toList();
        if (rows.size() == 1) {
            return rows.getFirst();
        }
        return new FoundNothing(
                rows.isEmpty()
                        ? "run " + root + " has no row with the key " + key
                        : "run " + root + " has the key " + key + " in several tables; name one by its id: "
                                + String.join(
                                        ", ", rows.stream().map(IdResolver::id).toList()));
    }

    /** One that failed waits for a person, unless its table went on without it. */
    private static boolean hasEnded(Run row) {
        return switch (row.state()) {
            case Run.Done _, Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _ -> false;
            case Run.Failed _ -> row.row().filter(Row::closed).isPresent();
        };
    }

    public Found find(String id) {
        Optional<Found> named = definition.flatMap(content -> content.jobs().containsKey(id)
                ? Optional.of(new FoundJob(id))
                : content.sites().containsKey(id) ? Optional.of(new FoundSite(id)) : Optional.empty());
        return named.orElseGet(() -> document(id));
    }

    private Found document(String id) {
        if (id.isBlank() || id.length() > LONGEST) {
            return new FoundNothing("an id has 1 to " + LONGEST + " characters; " + list());
        }
        // The id of an attempt is the key of its reservation followed by a number.
        String whole = id.replaceFirst("(?<=^[0-9a-f]{6,64})[.-]\\d+$", "");
        List<Found> found = dev.tickbox.RunId.isRow(id) ? rows(id) : others(id, whole);
        if (found.size() == 1) {
            return found.getFirst();
        }
        return new FoundNothing(found.isEmpty() ? unknown(id) : ambiguous(id, found));
    }

    /** The id of a row begins with that of its run, so only what goes on behind that names a row. */
    private List<Found> rows(String id) {
        return beginning(RunDocument.ROWS, id)
                .map(d -> (Found) new FoundRow(d.ref().id()))
                .toList();
    }

    private List<Found> others(String id, String whole) {
        return Stream.of(
                        runs(id),
                        beginning(ReservationDocument.ALL, whole).map(d -> (Found)
                                new FoundReservation(d.ref().id(), d.fields().text("run"))),
                        beginning(ItemDocument.ALL, id).map(d ->
                                (Found) new FoundItem(d.ref().id(), d.fields().text("run"))),
                        beginning(ApprovalDocument.ALL, id).map(d -> (Found)
                                new FoundApproval(d.ref().id(), d.fields().text("run"))))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<Found> runs(String id) {
        return beginning(RunDocument.ALL, id).map(d -> new FoundRun(d.ref().id()));
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
            case FoundRun f -> f.run();
            case FoundRow f -> f.row();
            case FoundReservation f -> f.key();
            case FoundItem f -> f.fingerprint();
            case FoundApproval f -> f.approval();
            case FoundJob f -> f.job();
            case FoundSite f -> f.site();
            case FoundNothing f -> f.why();
        };
    }

    private String unknown(String id) {
        if (dev.tickbox.RunId.isRow(id)) {
            String run = dev.tickbox.RunId.rootOf(id);
            return "no row begins with " + id + "; to list the rows of the run that failed: "
                    + command.apply("explain " + run);
        }
        List<String> known = new ArrayList<>();
        definition.ifPresent(content -> {
            known.addAll(content.jobs().keySet());
            known.addAll(content.sites().keySet());
        });
        store.query(Query.of(RunDocument.ALL, RECENT).orderedBy("created_at").reversed())
                .documents()
                .forEach(document -> known.add(document.ref().id()));
        String hint = Suggestion.hint(id, known);
        if (id.length() >= SHORTEST) {
            return "no id or name begins with " + id + (hint.isEmpty() ? "; " + list() : hint);
        }
        // Longer ids may well begin with it: none was looked for.
        return "no id or name is " + id
                + (hint.isEmpty()
                        ? ", and the beginning of an id needs at least " + SHORTEST + " characters; " + list()
                        : hint);
    }

    private String list() {
        return "to list the ids: " + command.apply("list");
    }
}
