package dev.tickbox.view;

import dev.tickbox.Fields;
import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs, the newest first. */
public record RunList(List<Row> rows, boolean more) {
    private static final int PAGE = 100;
    private static final Set<String> WAITS =
            Set.of(ReservationState.RESERVED.name(), ReservationState.UNCERTAIN.name(), ItemState.PENDING.name());

    /** @param why what the run waits for, why it failed, or where it was published */
    public record Row(
            String run, String state, Instant createdAt, String why, long paidMicroUsd, List<TableView> tables) {
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("run", run);
            map.put("state", state);
            map.put("createdAt", createdAt.toString());
            map.put("why", why);
            map.put("paidMicroUsd", paidMicroUsd);
            return map;
        }
    }

    /** @param waits why a reservation that is due is not sent */
    public static RunList of(
            Store store,
            Optional<String> job,
            Optional<String> state,
            int limit,
            Function<Reservation.Order, Optional<String>> waits) {
        Query all = Query.of(RunDocument.ALL, limit < PAGE ? limit + 1 : PAGE);
        // An index answers one of the two filters; the other is applied here.
        Query query = job.map(id -> all.where("job", id))
                .or(() -> state.map(name -> all.where("state", name)))
                .orElse(all)
                .orderedBy("created_at")
                .reversed();
        List<Document> found = new ArrayList<>();
        Optional<Query.Cursor> next = Optional.empty();
        do {
            var page = store.query(next.map(query::after).orElse(query));
            page.documents().stream()
                    .filter(document -> state.isEmpty()
                            || state.get().equals(document.fields().text("state")))
                    .forEach(found::add);
            next = page.next();
        } while (next.isPresent() && found.size() <= limit);
        return new RunList(
                found.stream().limit(limit).map(each -> row(store, each, waits)).toList(), found.size() > limit);
    }

    /** The runs in which something is stuck, in whatever state they are. */
    public static RunList stuck(
            Store store, List<StuckItem> stuck, int limit, Function<Reservation.Order, Optional<String>> waits) {
        List<Document> found = stuck.stream()
                .map(StuckItem::run)
                .filter(run -> !run.isEmpty())
                .distinct()
                .flatMap(run -> store.get(RunDocument.ref(run)).stream())
                .sorted(Comparator.comparing((Document run) -> run.fields().time("created_at"))
                        .reversed())
                .toList();
        return new RunList(
                found.stream().limit(limit).map(each -> row(store, each, waits)).toList(), found.size() > limit);
    }

    private static Row row(Store store, Document document, Function<Reservation.Order, Optional<String>> waits) {
        Fields f = Schema.read(document);
        String run = document.ref().id();
        List<TableView> tables = TableView.hasRows(store, run) ? TableView.of(store, run) : List.of();
        Query attempts = Query.of(AttemptDocument.ALL, 1).where(tables.isEmpty() ? "run" : "root", run);
        long paid = store.sum(attempts, "paid_micro_usd");
        List<String> why = new ArrayList<>();
        String own = why(store, document, waits);
        if (!own.isEmpty()) {
            why.add(own);
        }
        tables.stream()
                .filter(table -> !isDone(f) || table.counts().failed() > 0)
                .forEach(table -> why.add(table.step() + ": " + table.text()));
        if (!tables.isEmpty()) {
            RowPublications.text(store, run, RunList::reason).ifPresent(why::add);
        }
        waitingRows(store, f, tables).ifPresent(why::add);
        return new Row(run, f.text("state"), f.time("created_at"), String.join("; ", why), paid, tables);
    }

    private static boolean isDone(Fields run) {
        return run.text("state").equals(RunState.DONE.name());
    }

    /** What a failed run has taken stays taken until the run goes on or gives it back. */
    private static Optional<String> waitingRows(Store store, Fields run, List<TableView> tables) {
        long rows = run.text("state").equals(RunState.FAILED.name())
                ? tables.stream()
                        .filter(table -> isRemembered(store, run.text("job"), table))
                        .mapToLong(TableView::taken)
                        .sum()
                : 0;
        return rows == 0
                ? Optional.empty()
                : Optional.of(TableView.rows(rows) + (rows == 1 ? " waits" : " wait")
                        + " in it; later runs do not take them");
    }

    /** Whether the step has {@code only: new}: then each row that may still be done has a claim, so one of them says it. */
    private static boolean isRemembered(Store store, String job, TableView table) {
        Query rows = Query.of(RunDocument.ROWS, 1).where("group", table.group());
        return Stream.of(
                        rows.where("state", RunState.DONE),
                        rows.where("state", RunState.FAILED),
                        Query.of(RunDocument.ROWS, 1).where("open_group", table.group()))
                .flatMap(query -> store.query(query).documents().stream())
                .findFirst()
                .map(row -> SeenRow.takenBy(
                        store.get(SeenRow.ref(job, table.step(), row.fields().text("key")))))
                .equals(Optional.of(Optional.of(table.run())));
    }

    private static String why(Store store, Document document, Function<Reservation.Order, Optional<String>> waits) {
        Fields f = document.fields();
        return switch (RunState.valueOf(f.text("state"))) {
            case WAITING -> waiting(store, document, f.texts("waiting_for"), waits);
            case FAILED -> FailedStep.failed(f.text("failed_step")) + ": " + f.text("why");
            case LEFT_OUT -> "left out by step " + f.text("left_out_by") + ": " + f.text("found");
            case DONE -> published(store, document);
            case RUNNABLE, DRIVEN, ABANDONED, DELETING -> "";
        };
    }

    private static String waiting(
            Store store, Document document, List<String> ids, Function<Reservation.Order, Optional<String>> waits) {
        if (ids.isEmpty()) {
            return "";
        }
        String first = ids.getFirst();
        if (first.startsWith("rows/")) {
            return ""; // Its tables say it.
        }
        String id = first.substring(first.indexOf('/') + 1);
        boolean generation = first.startsWith("reservations/");
        Optional<FetchTrouble> fetch = FetchTrouble.of(store, document.ref(), first);
        if (fetch.isPresent()) {
            List<SourceTroubles> several = SourceTroubles.of(store, document);
            return several.isEmpty()
                    ? fetch.get().text(ReadableTime.UTC)
                    : several.stream().map(each -> each.text(ReadableTime.UTC)).collect(Collectors.joining("; "));
        }
        if (ApprovalDocument.isNamedBy(first)) {
            return store.get(ApprovalDocument.ref(id))
                    .map(ApprovalDocument::read)
                    .map(approval -> approval.question().step() + " "
                            + ApprovalDocument.stateName(approval.state())
                            + (approval.state() instanceof Approval.Asked
                                    ? ": " + new OpenQuestion(approval).waits(ReadableTime.UTC)
                                    : ""))
                    .orElse(first);
        }
        String text = store.get(generation ? ReservationDocument.ref(id) : ItemDocument.ref(id))
                .map(part -> (generation
                                ? part.fields().text("step")
                                : part.fields().text("step") + " → "
                                        + part.fields().text("site"))
                        + " " + part.fields().text("state")
                        + reason(part)
                                .or(() -> generation ? held(part, waits) : Optional.empty())
                                .map(why -> ": " + why)
                                .orElse(""))
                .orElse(first);
        return ids.size() == 1 ? text : text + " (and " + (ids.size() - 1) + " more)";
    }

    /** The reason of a stuck document; for one that waits, the cause of its last change, unless it was only created. */
    private static Optional<String> reason(Document document) {
        List<Fields> history = History.of(document);
        Optional<String> last = Optional.of(history)
                .filter(lines ->
                        lines.size() > 1 && WAITS.contains(document.fields().text("state")))
                .map(lines -> lines.getLast().text("cause"))
                .map(cause -> cause.startsWith(ItemTransitions.TRIED_AGAIN)
                        ? "not published; next try at "
                                + ReadableTime.UTC.says(document.fields().time("due")) + ": "
                                + cause.substring(ItemTransitions.TRIED_AGAIN.length())
                        : cause);
        return document.fields().findText("why").or(() -> last);
    }

    /** Why a new reservation is not sent. */
    private static Optional<String> held(Document document, Function<Reservation.Order, Optional<String>> waits) {
        return document.fields().text("state").equals(ReservationState.RESERVED.name())
                ? waits.apply(ReservationDocument.read(document).order())
                : Optional.empty();
    }

    private static String published(Store store, Document run) {
        List<String> urls =
                store
                        .query(Query.of(ItemDocument.ALL, PAGE)
                                .where("run", run.ref().id()))
                        .documents()
                        .stream()
                        .flatMap(document -> document.fields().findText("url").stream())
                        .toList();
        return switch (urls.size()) {
            case 0 ->
                run.fields().number("publications_abandoned", 0) > 0
                        ? "not published: the publication was abandoned"
                        : "";
            case 1 -> urls.getFirst();
            default -> urls.getFirst() + " (and " + (urls.size() - 1) + " more)";
        };
    }
}
