package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RowTable;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plain model of runs that begin with what an earlier one did: it has ended by then, what is taken is the same and is not ordered again,
 * and what comes after it is published by one of both, unless a person wants two.
 */
final class Continuations implements Watch.Rule {
    /** Who gives the command with {@code --publish-again}. */
    static final String PUBLISHES_AGAIN = "person again";

    private static final Set<String> ENDED = Set.of("DONE", "LEFT_OUT", "ABANDONED");
    private static final Set<String> MAY_BE_SHOWN = Set.of("PENDING", "CLAIMED", "PUBLISHED");

    private record Begun(String source, Set<String> taken) {}

    private final Watch watch;
    private final Map<String, Begun> begun = new HashMap<>();
    /** Those that may publish beside their source, because a person wants it. */
    private final Set<String> beside = new HashSet<>();

    Continuations(Watch watch) {
        this.watch = watch;
    }

    /** Itself, or through others. */
    boolean goesOnWith(String run, String earlier) {
        for (Begun each = begun.get(run); each != null; each = begun.get(each.source())) {
            if (each.source().equals(earlier)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("runs")
                    && change.before().isEmpty()
                    && change.now().findText("taken_from").isPresent()) {
                begins(by, change);
            } else if (change.under("steps")
                    && change.after().isPresent()
                    && change.now().findText("taken_from").isPresent()) {
                copied(by, change);
            } else if ((change.in("reservations") || change.in("outbox"))
                    && change.before().isEmpty()) {
                String run = RunId.rootOf(change.now().text("run"));
                Begun own = begun.get(run);
                Check.TAKEN_OVER.unless(
                        own == null || !own.taken().contains(step(change.now())),
                        () -> by + " orders " + change.ref() + " of " + run + ", which took that step over");
            } else if (change.in("outbox") && change.becomes("CLAIMED")) {
                claimed(by, change.now());
            }
        }
    }

    private void begins(String by, Change change) {
        String source = change.now().text("taken_from");
        Set<String> taken = new TreeSet<>(change.now().texts("taken_steps"));
        String state = watch.get(RunDocument.ref(source))
                .map(found -> found.fields().text("state"))
                .orElse("gone");
        Check.TAKEN_OVER.unless(ENDED.contains(state), () -> by + " goes on with " + source + ", which is " + state);
        for (String step : taken) {
            boolean isDone = steps(source).stream().anyMatch(row -> isDone(row, step));
            Check.TAKEN_OVER.unless(isDone, () -> by + " takes over " + step + " of " + source + ", which is not done");
        }
        begun.put(change.ref().id(), new Begun(source, taken));
        if (History.of(change.after().orElseThrow()).getFirst().text("actor").equals(PUBLISHES_AGAIN)) {
            beside.add(change.ref().id());
            return;
        }
        boolean isAlone = items(source).stream()
                .map(Document::fields)
                .noneMatch(item -> MAY_BE_SHOWN.contains(item.text("state")) && !taken.contains(step(item)));
        Check.TAKEN_OVER.unless(
                isAlone, () -> by + " begins anew what " + source + " has published, or may yet publish");
    }

    private List<Document> steps(String run) {
        return watch.truth().all(Query.of(StepRecord.of(run), 500));
    }

    private static boolean isDone(Document row, String step) {
        return row.fields().text("step").equals(step)
                && row.fields().text("status").equals("DONE");
    }

    private List<Document> items(String root) {
        return watch.truth().all(Query.of(ItemDocument.ALL, 500)).stream()
                .filter(item -> RunId.rootOf(item.fields().text("run")).equals(root))
                .toList();
    }

    /** Of the run: what a row orders is of the step that made its table. */
    private static String step(Fields order) {
        String run = order.text("run");
        return RunId.isRow(run) ? RunId.stepOf(run) : order.text("step");
    }

    /** The same text, the same rows. */
    private void copied(String by, Change change) {
        StepRecord own = StepRecord.read(change.after().orElseThrow());
        String source = own.takenFrom().orElseThrow();
        Optional<StepRecord> first = steps(source).stream()
                .filter(row -> isDone(row, own.step()))
                .map(StepRecord::read)
                .filter(row -> row.key().equals(own.key()))
                .findFirst();
        boolean isSame = first.filter(row -> gave(row).equals(gave(own))).isPresent();
        Check.TAKEN_OVER.unless(
                isSame, () -> by + " takes over " + own.step() + " of " + source + ", which gave " + first);
    }

    private static Object gave(StepRecord row) {
        return row.kind() == StepRecord.Kind.EACH
                ? RowTable.of(row).closed().orElseThrow().pages()
                : List.of(row.output(), row.outputRef());
    }

    /** What a run begins to publish that another one has begun anew. */
    private void claimed(String by, Fields item) {
        String run = RunId.rootOf(item.text("run"));
        begun.forEach((later, how) -> Check.TAKEN_OVER.unless(
                !how.source().equals(run)
                        || beside.contains(later)
                        || how.taken().contains(step(item)),
                () -> by + " publishes " + step(item) + " of " + run + ", which " + later + " has begun anew"));
    }
}
