package dev.tickbox.view;

import dev.tickbox.approval.Approval;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Everything there is to say of one run. */
public record Explanation(
        Run run,
        List<String> sites,
        RunEnd end,
        ReadableTime when,
        Optional<Instant> endedAt,
        List<TimelineEntry> story,
        Map<Attempt, String> attempts,
        List<Item> items,
        List<Approval> approvals,
        RowPart rows,
        List<SourceTroubles> sources,
        List<String> next,
        List<Actions.Action> ways) {
    /**
     * What an explanation says of rows: of the tables of a run, or of a row itself.
     *
     * @param money of the rows of a run
     */
    public record RowPart(List<TableView> tables, Optional<RowStory> row, Money money) {
        static RowPart of(Store store, RunRecords story) {
            List<TableView> tables = TableView.of(store, story.run().id());
            return new RowPart(
                    tables,
                    RowStory.of(store, story.run()),
                    tables.isEmpty() ? Money.NONE : RowsMoney.of(store, story));
        }
    }

    /**
     * @param definition the content that the run was made with
     * @param waits why something reserved is not sent, if it is not
     * @param resume what ends the pause, if nothing is bought or published
     * @param all also the steps of the machinery
     */
    public static Explanation of(
            RunRecords story,
            Optional<Definition> definition,
            Actions ways,
            Function<Reservation.Order, Optional<String>> waits,
            Optional<String> resume,
            boolean all,
            Instant now) {
        Run run = story.run();
        ReadableTime when = definition
                .flatMap(each -> each.job(run.job()))
                .map(job -> new ReadableTime(job.zone()))
                .orElse(new ReadableTime(ZoneOffset.UTC));
        RowPart rows = RowPart.of(ways.store(), story);
        List<SourceTroubles> sources = SourceTroubles.of(ways.store(), story.runDocument());
        var anew = new RowsAnew(ways.store());
        List<String> next =
                new ArrayList<>(new NextSteps(story, rows.tables(), sources, anew, when, waits, now).lines());
        resume.filter(command -> run.due().isPresent())
                .ifPresent(command ->
                        next.addFirst("the store is paused: nothing is bought or published. To resume: " + command));
        Map<Attempt, String> attempts = new LinkedHashMap<>();
        Map<String, String> steps = new LinkedHashMap<>();
        story.reservations().forEach(r -> steps.put(r.order().key(), r.order().step()));
        story.attempts().forEach(attempt -> attempts.put(attempt, steps.getOrDefault(attempt.key(), "?")));
        return new Explanation(
                run,
                definition
                        .flatMap(each -> each.job(run.job()))
                        .map(job -> List.copyOf(job.sites()))
                        .orElse(List.of(run.site())),
                RunEnd.read(ways.store(), run.id()),
                when,
                story.runDocument().fields().findTime("ended_at"),
                Timeline.of(story, FetchStory.of(ways.store(), story.run().id()), all),
                attempts,
                story.items(),
                story.approvals(),
                rows,
                sources,
                next,
                ways.of(story, rows.tables(), definition, now));
    }

    public String state() {
        return RunDocument.stateName(run.state());
    }

    public Money money() {
        return attempts.entrySet().stream()
                .map(each -> Money.of(each.getKey(), end().ofStep(each.getValue())))
                .reduce(Money.NONE, Money::plus)
                .plus(rows.money());
    }

    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run.id());
        map.put("state", state());
        map.put("job", run.job());
        map.put("site", run.site());
        map.put("sites", sites);
        run.slot().ifPresent(slot -> map.put("slot", slot.toString()));
        map.put("definition", run.definition());
        run.madeWith().ifPresent(made -> map.put("madeWith", made));
        run.takenOver().ifPresent(taken -> {
            map.put("takenFrom", taken.run());
            map.put("takenSteps", taken.steps());
        });
        map.put("createdAt", run.createdAt().toString());
        endedAt.ifPresent(at -> map.put("endedAt", at.toString()));
        if (run.state() instanceof Run.Failed failed) {
            map.put("failedStep", failed.step());
            map.put("why", failed.why());
        }
        rows.row().ifPresent(row -> map.put("row", row.toMap()));
        map.put("story", story.stream().map(TimelineEntry::toMap).toList());
        map.put(
                "attempts",
                attempts.entrySet().stream()
                        .map(each -> attempt(each.getKey(), each.getValue(), end.ofStep(each.getValue())))
                        .toList());
        map.put("money", money().toMap());
        if (!rows.tables().isEmpty()) {
            map.put("tables", rows.tables().stream().map(TableView::toMap).toList());
            map.put("moneyOfRows", rows.money().toMap());
        }
        map.put("items", items.stream().map(Explanation::item).toList());
        map.put(
                "approvals",
                approvals.stream().map(each -> new OpenQuestion(each).toMap()).toList());
        if (!sources.isEmpty()) {
            map.put("sources", sources.stream().map(SourceTroubles::toMap).toList());
        }
        map.put("next", next);
        map.put("youCan", ways.stream().map(way -> way.toMap(again)).toList());
        return map;
    }

    private static Map<String, Object> attempt(Attempt attempt, String step, RunEnd end) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reservation", attempt.key());
        map.put("attempt", attempt.number());
        map.put("step", step);
        map.put("state", attempt.status().name());
        map.put("chargeDay", attempt.chargeDay());
        map.put("estimateMicroUsd", attempt.estimateMicroUsd());
        map.putAll(Money.of(attempt, end).toMap());
        map.put("handles", attempt.handles().stream().map(Attempt.Handle::id).toList());
        return map;
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fingerprint", item.parcel().fingerprint());
        map.put("site", item.parcel().site());
        map.put("step", item.parcel().step());
        map.put("title", item.parcel().title());
        map.put("file", item.parcel().file());
        map.put("state", ItemDocument.stateName(item.state()));
        if (item.state() instanceof Item.Published published) {
            map.put("url", published.url());
        }
        return map;
    }

    /**
     * A page to read.
     *
     * @param command how a command is typed here, with where its store is
     */
    public List<String> lines(UnaryOperator<String> command) {
        List<String> lines = new ArrayList<>();
        lines.add(run.id() + "  " + state());
        lines.add(
                "job " + run.job() + " · " + (sites.size() == 1 ? "site " : "sites ") + String.join(", ", sites) + " · "
                        + run.slot().map(slot -> "slot " + when.says(slot)).orElse("started by hand") + " · content "
                        + RunRecords.brief(run.definition())
                        + run.madeWith()
                                .map(made -> ", started with " + RunRecords.brief(made))
                                .orElse(""));
        run.takenOver()
                .ifPresent(taken -> lines.add("taken over from run " + taken.run() + ", where it was paid: "
                        + (taken.steps().isEmpty() ? "nothing" : String.join(", ", taken.steps()))));
        rows.row().ifPresent(row -> {
            lines.add(row.about());
            lines.add("");
            lines.addAll(row.lines());
        });
        lines.add("");
        lines.add("What happened (" + when.legend() + ")");
        storyLines(lines);
        if (!sources.isEmpty()) {
            lines.add("");
            lines.add("Sources");
            sourceLines().forEach(line -> lines.add("  " + line));
        }
        if (!rows.tables().isEmpty()) {
            lines.add("");
            lines.add("Rows");
            rows.tables().forEach(table -> table.lines().forEach(line -> lines.add("  " + line)));
        }
        if (!attempts.isEmpty() || !rows.money().equals(Money.NONE)) {
            lines.add("");
            lines.add("Money");
            attemptLines(lines);
        }
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("Publications");
            items.forEach(item -> lines.add("  " + itemLine(item)));
        }
        if (!approvals.isEmpty()) {
            lines.add("");
            lines.add("Questions");
            questionLines().forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.add("What happens next");
        next.forEach(text -> lines.add("  " + text));
        if (!ways.isEmpty()) {
            lines.add("");
            lines.add("What you can do");
            lines.addAll(Actions.lines(ways, command, "  "));
        }
        return lines;
    }

    private void storyLines(List<String> lines) {
        TextTable table = new TextTable();
        story.forEach(line -> table.row(when.at(line.at()), line.about(), line.state(), line.cause()));
        table.lines("  ").forEach(lines::add);
    }

    private void attemptLines(List<String> lines) {
        TextTable table = new TextTable();
        attempts.forEach((attempt, step) -> table.row(
                step,
                "attempt " + attempt.number() + " (" + RunRecords.brief(attempt.key()) + "." + attempt.number() + ")",
                attempt.status().name(),
                charge(attempt, end().ofStep(step))));
        if (rows.tables().stream().anyMatch(each -> each.takenFrom().isEmpty())) {
            table.row("rows", "", "", rows.money().toString());
        }
        table.row("total", "", "", money().toString());
        table.lines("  ").forEach(lines::add);
    }

    /** What one purchase cost, and what the vendor gave for it. */
    public static String charge(Attempt attempt, RunEnd end) {
        List<String> parts = new ArrayList<>();
        Money money = Money.of(attempt, end);
        parts.add("paid " + Usd.of(money.paidMicroUsd()) + " of at most " + Usd.of(attempt.estimateMicroUsd()));
        if (money.riskMicroUsd() > 0) {
            parts.add("at risk " + Usd.of(money.riskMicroUsd()));
        }
        if (money.wastedMicroUsd() > 0) {
            parts.add("wasted " + Usd.of(money.wastedMicroUsd()));
        }
        if (money.savedMicroUsd() > 0) {
            parts.add("saved by batch " + Usd.of(money.savedMicroUsd()));
        }
        if (money.protectedMicroUsd() > 0) {
            parts.add("protected: not bought again after a later failure");
        }
        attempt.handles()
                .forEach(handle -> parts.add(handle.id()
                        + handle.result()
                                .map(result -> result.used()
                                        ? (end.withoutPublication() ? " (stored, never published)" : " (used)")
                                        : " (" + result.why() + ", not used)")
                                .orElse(" (not finished)")));
        return String.join(" · ", parts);
    }

    /** Of each fetch that fails: its addresses, why, and when it is tried again. */
    public List<String> sourceLines() {
        return sources.stream().flatMap(each -> each.lines(when).stream()).toList();
    }

    /** The questions with their answers. */
    public List<String> questionLines() {
        return approvals.stream().map(each -> new OpenQuestion(each).line(when)).toList();
    }

    private static String itemLine(Item item) {
        String about = item.parcel().site() + "  " + ItemDocument.stateName(item.state()) + "  ";
        return item.state() instanceof Item.Published published
                ? about + published.url() + "  ("
                        + RunRecords.brief(item.parcel().fingerprint()) + ")"
                : about + item.parcel().file() + "  “" + item.parcel().title() + "”  ("
                        + RunRecords.brief(item.parcel().fingerprint()) + ")";
    }
}
