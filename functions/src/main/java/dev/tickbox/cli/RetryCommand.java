package dev.tickbox.cli;

import dev.tickbox.Limits;
import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Suggestion;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.Runs;
import dev.tickbox.operator.RetryRows;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.RowsAnew;
import dev.tickbox.view.RunRecords;
import dev.tickbox.view.TableView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = {
            "Retries what failed or is stuck, and prints what that may cost.",
            "A failed run continues from its failed step, with all its rows that failed; a row by itself, too. A stuck reservation is sent again, a stuck outbox item is",
            "published again; for a run, everything of it that is stuck. What waits for the budget or after a refusal is",
            "tried now. A request that the vendor may already have can be sent again one hour after its lease; it may be",
            "charged twice. A stored text is never bought again. The command does not ask for confirmation, except with",
            "--all and --site, which say what they retry and what that may cost, and ask.",
            "Requests are sent unchanged. If the mistake is in the content, correct it and use --current-content."
        },
        footer = {
            "",
            "Example: tickbox retry garden-daily@2026-11-21T06:00Z",
            "After a correction in the content: tickbox retry --current-content garden-daily@2026-11-21T06:00Z",
            "After a site was down for days:    tickbox retry --site garden"
        })
final class RetryCommand extends ChangeCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "A run, a row, a reservation or an outbox item; the beginning of its id is enough.")
    private @Nullable String id;

    @Option(names = "--all", description = "Everything that is stuck, and every run that failed.")
    private boolean everything;

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description = "The publications on this site that are stuck, or wait for a later try.")
    private @Nullable String site;

    @Mixin
    private YesOption yes = new YesOption();

    @Option(
            names = "--current-content",
            description =
                    "Continue the whole run with the current content. Stored texts, jobs at the vendor and publications"
                            + " stay; requests that were never sent are made anew.")
    private boolean currentContent;

    @Option(
            names = "--as-it-is",
            description =
                    "Publish one text that was refused because a site could execute parts of it, with all that it contains."
                            + " It needs the id of the publication, so that it never decides for several.")
    private boolean asItIs;

    RetryCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    String id() {
        return String.valueOf(id);
    }

    @Override
    public Integer call() {
        long named = Stream.of(id != null, everything, site != null)
                .filter(each -> each)
                .count();
        if (named != 1) {
            throw new ParameterException(spec.commandLine(), "name one ID, or --site SITE, or --all");
        }
        if (id != null) {
            return super.call();
        }
        if (row.isGiven() || currentContent || asItIs) {
            throw new ParameterException(spec.commandLine(), "--row, --current-content and --as-it-is need an ID");
        }
        try (StoreSession session = StoreSession.existing(where, here)) {
            many(session);
            return 0;
        }
    }

    private void many(StoreSession session) {
        RetryMany many = site == null ? RetryMany.all(session) : RetryMany.ofSite(session, known(session, site));
        Console voice = console();
        if (many.isNothing()) {
            voice.say(site == null ? "nothing is stuck" : "nothing waits for site " + site);
            voice.object(Map.of("done", List.of()));
            return;
        }
        voice.say(many.lines());
        yes.need(here, where);
        Map<String, Object> map = many.retry(voice, ACTOR);
        voice.say("to do it now: " + where.again("tick"));
        voice.object(map);
    }

    /** A site that the content no longer has may still have publications. */
    private static String known(StoreSession session, String name) {
        session.definitions()
                .current()
                .filter(content -> !content.sites().containsKey(name))
                .map(content -> Suggestion.hint(name, content.sites().keySet()))
                .filter(hint -> !hint.isEmpty())
                .ifPresent(hint -> {
                    throw new UserError("there is no site " + name + hint);
                });
        return name;
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " is not a run; to list what is stuck: " + where.again("list"));
    }

    @Override
    void run(StoreSession session, String run) {
        if (currentContent) {
            new RetryCurrentContent(session, console()).run(run);
        } else {
            all(session, run);
        }
    }

    @Override
    void row(StoreSession session, String row) {
        run(session, row);
    }

    @Override
    void part(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication) {
        if (currentContent) {
            new RetryCurrentContent(session, console()).run(run);
        } else {
            some(session, run, generation, publication);
        }
    }

    private void all(StoreSession session, String run) {
        if (asItIs) {
            throw new UserError(
                    "--as-it-is decides for one publication and needs its id; to see the ids: " + where.again("list"));
        }
        RunRecords story = story(session, run);
        boolean failed = story.run().state() instanceof Run.Failed;
        List<Reservation> generations = story.reservations().stream()
                .filter(r -> r.state() instanceof Reservation.Stuck || isPutOff(session, r))
                .toList();
        List<Item> items = story.items().stream()
                .filter(item -> item.state() instanceof Item.Stuck)
                .toList();
        Definition definition = session.definitions().load(story.run().definition());
        Actions ways = new Actions(session.store, session.estimate());
        Optional<Job> job = definition.job(story.run().job());
        refuseClosed(story);
        RowsCost costOfRows = new RowsCost(session, ways, job);
        RetryRows.Retried rows = new RetryRows(session.context(), ACTOR).of(run, costOfRows::add);
        OptionalLong cost = costOfRows.plus(failed ? ways.rest(story, job) : cost(session, generations));
        ActionResults acts = new ActionResults();
        told(session, story.run(), rows, acts);
        boolean onlyClosed = rows.closedRows() > 0 && rows.rows() == 0 && generations.isEmpty() && items.isEmpty();
        if (onlyClosed && !failed) {
            throw new UserError(closed(session, story.run(), rows));
        }
        again(session, acts, generations, items);
        String what = RunId.isRow(run) ? "row " : "run ";
        if (acts.nothing() && story.run().due().isPresent()) {
            nothing(session, story, definition);
            return;
        }
        if (failed || acts.nothing()) {
            Runs runs = new Runs(session.context(), ACTOR);
            acts.add(
                    what + run + (failed ? " continues from its failed step" : " is checked by the next tick"),
                    what + run,
                    runs.apply(run, new RunEvent.Resume()));
        }
        tell(acts, cost, UnchangedRequests.of(session, story, generations));
    }

    /** No mistake: it goes on by itself. */
    private void nothing(StoreSession session, RunRecords story, Definition definition) {
        List<String> next = Explanation.of(
                        story,
                        Optional.of(definition),
                        new Actions(session.store, session.estimate()),
                        session.waits(),
                        Optional.empty(),
                        false,
                        session.clock.now())
                .next();
        Console voice = console();
        voice.say("nothing to retry: nothing of it is stuck or waits for a later try");
        next.forEach(line -> voice.say("  " + line));
        voice.object(new LinkedHashMap<>(Map.of("done", List.of(), "next", next)));
    }

    /** What would be bought for a row whose table went on without it would not be read by anything. */
    private static void refuseClosed(RunRecords story) {
        Run run = story.run();
        if (run.row().filter(Row::closed).isPresent()
                && new RunTransitions(Limits.STANDARD).apply(run, new RunEvent.Resume(), Instant.EPOCH)
                        instanceof RunDecision.Illegal illegal) {
            throw new UserError("row " + run.id() + ": " + illegal.why());
        }
    }

    static void told(StoreSession session, Run run, RetryRows.Retried rows, ActionResults acts) {
        Lanes lanes = new Lanes(session.context());
        rows.lanes().forEach(lanes::tryNow);
        if (rows.rows() > 0) {
            acts.did(TableView.rows(rows.rows()) + " of run " + run.id() + " that failed "
                    + (rows.rows() == 1 ? "continues" : "continue") + " with the next ticks, if the budget allows it");
        }
        if (rows.closedRows() > 0) {
            acts.did(closed(session, run, rows));
        }
    }

    private static String closed(StoreSession session, Run run, RetryRows.Retried rows) {
        Row row = rows.closed().orElseThrow();
        return TableView.rows(rows.closedRows()) + " of run " + run.id()
                + " that failed cannot be retried: the steps after the table went on without them; to do it again: "
                + session.where.again(new RowsAnew(session.store).command(run.job(), row));
    }

    static boolean isPutOff(StoreSession session, Reservation r) {
        return r.state() instanceof Reservation.Reserved reserved
                && reserved.due().isAfter(session.clock.now());
    }

    private static OptionalLong cost(StoreSession session, List<Reservation> generations) {
        return session.estimate()
                .again(
                        session.store,
                        generations.stream()
                                .filter(r -> r.state() instanceof Reservation.Stuck
                                        || r.state() instanceof Reservation.Reserved
                                        || r.state() instanceof Reservation.Uncertain)
                                .toList());
    }

    private void some(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> item) {
        RunRecords story = story(session, run);
        refuseClosed(story);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        OptionalLong cost = cost(session, generations);
        if (asItIs && !generations.isEmpty()) {
            throw new UserError("--as-it-is is for a publication, and this is the purchase of a text");
        }
        ActionResults acts = new ActionResults();
        again(session, acts, generations, story.items().stream().filter(item).toList(), asItIs);
        tell(acts, cost, UnchangedRequests.of(session, story, generations));
    }

    static void again(StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items) {
        again(session, acts, generations, items, false);
    }

    private static void again(
            StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items, boolean asItIs) {
        Reservations reservations = new Reservations(session.context(), ACTOR);
        Lanes lanes = new Lanes(session.context());
        generations.stream().map(r -> r.order().lane()).distinct().forEach(lanes::tryNow);
        Function<Reservation.Order, Optional<String>> waits = session.waits();
        generations.forEach(r -> acts.add(
                "the next submit tick sends " + r.order().step() + " of "
                        + r.order().run()
                        + (r.state() instanceof Reservation.Stuck ? " again" : "") + ", if the budget allows it"
                        + waits.apply(r.order())
                                .map(why -> "; on hold now: " + why)
                                .orElse(""),
                r.order().step() + " of " + r.order().run(),
                reservations.apply(r.order().key(), new ReservationEvent.Retry())));
        Items outbox = new Items(session.context(), ACTOR);
        items.forEach(item -> acts.add(
                "the next reclaim tick publishes " + item.parcel().step() + " of "
                        + item.parcel().run() + " on " + item.parcel().site() + (asItIs ? " as it is" : ""),
                "publication " + item.parcel().step() + " of " + item.parcel().run() + " on "
                        + item.parcel().site(),
                outbox.apply(item.parcel().fingerprint(), new ItemEvent.Retry(asItIs))));
    }

    private void tell(ActionResults acts, OptionalLong cost, UnchangedRequests unchanged) {
        Console voice = console();
        if (acts.any()) {
            voice.say(Action.price(cost, "this buys nothing", "this may cost at most about "));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        acts.tell(voice, map);
        unchanged.tell(voice, map, where);
        voice.say("to do it now: " + where.again("tick"));
        voice.object(map);
    }
}
