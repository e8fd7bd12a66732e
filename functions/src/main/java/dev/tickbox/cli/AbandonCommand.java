package dev.tickbox.cli;

import dev.tickbox.RunId;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Usd;
import dev.tickbox.operator.ReleaseRows;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.view.RunRecords;
import dev.tickbox.view.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "abandon",
        description = {
            "Abandons a run, a row, a reservation or an outbox item. This is final.",
            "For a run: the run itself, even while a tick is working on it, then everything of it that is still open, its",
            "rows too. For a row: the row; its run goes on without it.",
            "A request or a publication in progress is completed; nothing more is bought or published for the run.",
            "Jobs at the vendor are cancelled if the vendor can be reached from here. They may still be billed; ticks check",
            "them until the charge is known. What is published stays published."
        },
        footer = {"", "Example: tickbox abandon garden-daily@2026-11-21T06:00Z"})
final class AbandonCommand extends ChangeCommand {
    @Parameters(
            paramLabel = "ID",
            description = "A run, a row, a reservation or an outbox item; the beginning of its id is enough.")
    private String id = "";

    @Option(
            names = "--release",
            description =
                    "Also give back the rows that the run took from a step with only: new. Later runs take them, and buy for"
                            + " them again. Rows that a site shows stay taken.")
    private boolean release;

    AbandonCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    String id() {
        return id;
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " is not a run; to stop it for good, remove it from tickbox.yaml");
    }

    @Override
    void run(StoreSession session, String run) {
        RunRecords story = story(session, run);
        boolean ended = switch (story.run().state()) {
            case Run.Done _, Run.LeftOut _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Abandoned _ -> false;
        };
        if (ended) {
            throw new UserError("run " + run + " has ended; to remove it: " + where.again("forget " + run));
        }
        Console voice = console();
        AbandonedRows rows = new AbandonedRows();
        AbandonRun.Result result = new AbandonRun(session.context(), ACTOR)
                .of(
                        run,
                        (row, over) -> rows.add(
                                over, cancel(session, row, over.givenUp().generations())));
        ActionResults acts = new ActionResults();
        acts.add("abandoned run " + run, "run " + run, result.run());
        told(result, acts);
        rows.texts().forEach(acts::did);
        Map<String, Object> map = new LinkedHashMap<>();
        if (release) {
            release(session, run, acts, map);
        }
        map.put("rows", rows.count());
        end(session, voice, story, acts, result.givenUp().generations(), map, rows.riskMicroUsd());
    }

    @Override
    void row(StoreSession session, String row) {
        if (release) {
            throw new UserError("--release gives back the rows of a whole run: "
                    + where.again("abandon --release " + RunId.rootOf(row)));
        }
        RunRecords story = story(session, row);
        boolean ended = switch (story.run().state()) {
            case Run.Done _, Run.LeftOut _ -> true;
            case Run.Failed _ -> story.run().row().orElseThrow().closed();
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Abandoned _, Run.Deleting _ -> false;
        };
        if (ended) {
            throw new UserError(
                    "row " + row + " is " + RunDocument.stateName(story.run().state())
                            + ", and nothing of it is open; to see what happened: " + where.again("explain " + row));
        }
        AbandonRun.Result result = new AbandonRun(session.context(), ACTOR).of(row);
        ActionResults acts = new ActionResults();
        acts.add("abandoned row " + row + "; its run does not wait for it", "row " + row, result.run());
        told(result, acts);
        end(session, console(), story, acts, result.givenUp().generations(), new LinkedHashMap<>(), 0);
    }

    private static void release(StoreSession session, String run, ActionResults acts, Map<String, Object> map) {
        ReleaseRows.Released released = new ReleaseRows(session.context()).of(run);
        map.put("released", released.rows());
        map.put("stayTaken", released.kept());
        acts.did(
                released.rows() == 0
                        ? "no row is given back: the run has taken none that is not published"
                        : TableView.rows(released.rows()) + " given back: a later run takes "
                                + (released.rows() == 1 ? "it, and buys for it" : "them, and buys for them")
                                + " again");
        if (released.kept() > 0) {
            acts.did(TableView.rows(released.kept()) + " stay taken: a site shows them, or may yet show them");
        }
    }

    private static void told(AbandonRun.Result result, ActionResults acts) {
        result.givenUp().generations().forEach(r -> acts.did("abandoned " + name(r)));
        result.givenUp().publications().forEach(item -> acts.did("abandoned " + name(item)));
        result.inFlight()
                .generations()
                .forEach(
                        r -> acts.did(
                                name(r)
                                        + " is being sent right now: its result will be stored and priced, and nothing more is bought"));
        result.inFlight()
                .publications()
                .forEach(item -> acts.did(
                        name(item) + " is in progress right now: if it succeeds, the article stays published"));
    }

    private static String name(Reservation r) {
        return r.order().step() + " of " + r.order().run();
    }

    private static String name(Item item) {
        return "publication " + item.parcel().step() + " of " + item.parcel().run() + " on "
                + item.parcel().site();
    }

    @Override
    void part(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication) {
        RunRecords story = story(session, run);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        ActionResults acts = new ActionResults();
        Reservations reservations = new Reservations(session.context(), ACTOR);
        generations.forEach(r -> acts.add(
                "abandoned " + name(r), name(r), reservations.apply(r.order().key(), new ReservationEvent.Abandon())));
        Items outbox = new Items(session.context(), ACTOR);
        story.items().stream()
                .filter(publication)
                .forEach(item -> acts.add(
                        "abandoned " + name(item),
                        name(item),
                        outbox.apply(item.parcel().fingerprint(), new ItemEvent.Abandon())));
        Console voice = console();
        end(session, voice, story, acts, generations, new LinkedHashMap<>(), 0);
        voice.say("the next reclaim tick wakes the " + (RunId.isRow(run) ? "row" : "run")
                + (generations.isEmpty()
                        ? ", which can end without this publication"
                        : "; a step that needs this text then fails"));
    }

    /** @param riskOfRows what the vendor may still bill for rows */
    private void end(
            StoreSession session,
            Console voice,
            RunRecords story,
            ActionResults acts,
            List<Reservation> generations,
            Map<String, Object> map,
            long riskOfRows) {
        Cancelled cancelled = cancel(session, story.run().id(), generations);
        cancelled.handles().forEach(handle -> voice.say("asked the vendor to cancel " + handle));
        long risk = cancelled.riskMicroUsd() + riskOfRows;
        map.put("atRiskMicroUsd", risk);
        acts.tell(voice, map);
        if (risk > 0) {
            voice.say("the vendor may still bill " + Usd.of(risk) + "; ticks check until the charge is known");
        }
        voice.object(map);
    }

    /** @param handles jobs that the vendor was asked to cancel */
    record Cancelled(long riskMicroUsd, List<String> handles) {}

    /** Cancels only what is certainly abandoned. */
    private static Cancelled cancel(StoreSession session, String run, List<Reservation> generations) {
        List<String> handles = new ArrayList<>();
        if (generations.isEmpty()) {
            return new Cancelled(0, handles);
        }
        RunRecords after = story(session, run);
        long risk = 0;
        for (Attempt attempt : after.attempts()) {
            boolean given = after.reservations().stream()
                    .anyMatch(r -> r.order().key().equals(attempt.key())
                            && r.state() instanceof Reservation.Abandoned
                            && generations.stream()
                                    .anyMatch(g -> g.order().key().equals(attempt.key())));
            if (!given) {
                continue;
            }
            risk += attempt.riskMicroUsd();
            session.sameGenerator()
                    .ifPresent(generator -> attempt.openHandles().forEach(handle -> {
                        generator.cancel(handle.id());
                        handles.add(handle.id());
                    }));
        }
        return new Cancelled(risk, handles);
    }
}
