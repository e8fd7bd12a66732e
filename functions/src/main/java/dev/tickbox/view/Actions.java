package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a person can do about a run, with the exact command and what it may cost.
 *
 * @param today today's content, if there is one
 */
public record Actions(Store store, Estimate estimate, Optional<Definition> today) {
    /**
     * What a person can do.
     *
     * @param words the command, without the program's name and without where
     * @param mayCostMicroUsd at most; empty where a class in Java decides it while it runs, or no price is known
     */
    public record Action(String words, String effect, OptionalLong mayCostMicroUsd) {
        /** What buys nothing. */
        static Action free(String words, String effect) {
            return new Action(words, effect, OptionalLong.of(0));
        }

        public String price() {
            return price(mayCostMicroUsd, "buys nothing", "at most about ");
        }

        public static String price(OptionalLong microUsd, String nothing, String atMost) {
            if (microUsd.isEmpty()) {
                return "what it costs is known only while it runs";
            }
            return microUsd.getAsLong() == 0 ? nothing : atMost + Usd.of(microUsd.getAsLong());
        }

        /** @param again makes whole commands of words, with the store and the content that they are for */
        public Map<String, Object> toMap(UnaryOperator<String> again) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("command", again.apply(words));
            map.put("effect", effect);
            mayCostMicroUsd.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
            return map;
        }
    }

    /** Each command on a line that can be copied, and below it what it does. */
    public static List<String> lines(List<Action> ways, UnaryOperator<String> command, String indent) {
        List<String> lines = new ArrayList<>();
        for (Action way : ways) {
            lines.add(indent + command.apply(way.words()));
            lines.add(indent + "    " + way.effect() + "; " + way.price());
        }
        return lines;
    }

    public Actions(Store store, Estimate estimate) {
        this(store, estimate, Definitions.current(store));
    }

    /** @param definition the content that the run was made with */
    List<Action> of(RunRecords story, Optional<Definition> definition, Instant now) {
        Optional<Job> job = definition.flatMap(each -> each.job(story.run().job()));
        List<Action> ways = new ArrayList<>();
        story.reservations().forEach(r -> ways.addAll(stuck(r)));
        story.reservations().forEach(r -> putOff(r, now).ifPresent(ways::add));
        story.items().forEach(item -> ways.addAll(stuck(item)));
        Run run = story.run();
        String id = run.id();
        switch (run.state()) {
            case Run.Failed s -> {
                // A kept text is not bought again, so that a step which fails because of it fails again.
                boolean kept = job.flatMap(Job::javaClass).isEmpty()
                        && story.reservations().stream()
                                .anyMatch(r -> r.order().step().equals(s.step()) && r.settled());
                if (!kept) {
                    ways.add(new Action(
                            "retry " + id,
                            "goes on from step " + s.step() + "; what is kept is not bought again",
                            rest(story, job)));
                }
                withMendedContent(story, definition).ifPresent(ways::add);
                job.ifPresent(each -> ways.add(anew(run, each)));
                ways.add(Action.free(
                        "abandon " + id,
                        kept
                                ? "gives the run up, for good; the text that cannot be used was paid for"
                                : "gives the run up, for good"));
            }
            case Run.Runnable s -> ways.add(abandon(id));
            case Run.Waiting s -> ways.add(abandon(id));
            case Run.Driven s -> ways.add(abandon(id));
            case Run.Done s -> ended(run, job, ways);
            case Run.Abandoned s -> ended(run, job, ways);
            case Run.Deleting s -> {}
        }
        return ways.stream().distinct().toList();
    }

    /** Where the content says something else by now, with which the run may not fail. */
    private Optional<Action> withMendedContent(RunRecords story, Optional<Definition> definition) {
        String job = story.run().job();
        return change(story)
                .filter(each -> !each.fails())
                .filter(each -> definition.isEmpty()
                        || !definition.get().job(job).equals(today.flatMap(content -> content.job(job)))
                        || !definition.map(Definition::sites).equals(today.map(Definition::sites)))
                .map(each -> currentContent(story.run().id(), each));
    }

    private Optional<ContentChange> change(RunRecords story) {
        return ContentChange.of(store, estimate, story, today);
    }

    static Action currentContent(String run, ContentChange change) {
        return new Action(
                "retry --current-content " + run,
                "goes on with today's content: what is kept or at the vendor stays, what was never bought is asked for"
                        + " as it says now",
                change.cost());
    }

    private static Action abandon(String id) {
        return Action.free("abandon " + id, "gives the run up, for good; what is at the vendor may still be billed");
    }

    private void ended(Run run, Optional<Job> job, List<Action> ways) {
        job.ifPresent(each -> ways.add(anew(run, each)));
        ways.add(Action.free("forget " + run.id(), "removes the run and all that it holds"));
    }

    private Action anew(Run run, Job job) {
        return new Action("run " + run.job(), "makes it anew, as a purchase of its own", estimate.job(job));
    }

    /** What a failed run may yet buy; empty where its class decides that. */
    public OptionalLong rest(RunRecords story, Optional<Job> job) {
        if (job.flatMap(Job::javaClass).isPresent()) {
            return OptionalLong.empty();
        }
        Set<String> ordered =
                story.reservations().stream().map(r -> r.order().step()).collect(Collectors.toSet());
        OptionalLong open = estimate.again(
                store, story.reservations().stream().filter(Actions::isNotOut).toList());
        return open.isEmpty()
                ? open
                : OptionalLong.of(open.getAsLong()
                        + job.map(each -> estimate.steps(each, ordered)).orElse(0L));
    }

    /** Nothing of it is at the vendor, and it may yet be sent. */
    static boolean isNotOut(Reservation r) {
        return switch (r.state()) {
            case Reservation.Reserved s -> true;
            case Reservation.Stuck s -> true;
            case Reservation.Submitting s -> false;
            case Reservation.Uncertain s -> false;
            case Reservation.Submitted s -> false;
            case Reservation.Collected s -> false;
            case Reservation.Abandoned s -> false;
        };
    }

    private Optional<Action> putOff(Reservation r, Instant now) {
        return r.state() instanceof Reservation.Reserved reserved
                        && reserved.due().isAfter(now)
                ? Optional.of(new Action(
                        "retry " + RunRecords.brief(r.order().key()),
                        "tries " + r.order().step() + " with the next submit tick, not only then",
                        estimate.again(store, r)))
                : Optional.empty();
    }

    public List<Action> stuck(Reservation r) {
        if (!(r.state() instanceof Reservation.Stuck stuck)) {
            return List.of();
        }
        String id = RunRecords.brief(r.order().key());
        Optional<ContentChange> change = RunRecords.read(store, r.order().run())
                .flatMap(this::change)
                .filter(each -> !each.fails() && !each.of(r).isEmpty());
        List<Action> ways = new ArrayList<>();
        ways.add(new Action(
                "retry " + id,
                change.isEmpty()
                        ? effectOfRetry(r, stuck.reason())
                        : "sends the same request for " + r.order().step()
                                + " again, though today's content asks for something else",
                estimate.again(store, r)));
        change.map(each -> currentContent(r.order().run(), each))
                .ifPresent(way -> ways.add(isOfTheRequest(stuck.reason()) ? 0 : 1, way));
        ways.add(Action.free("abandon " + id, "gives " + r.order().step() + " up, for good"));
        return ways;
    }

    private static String effectOfRetry(Reservation r, Reservation.Reason reason) {
        return reason == Reservation.Reason.BUDGET
                ? "sends " + r.order().step() + " to the vendor, once the content allows it: change that first"
                : "sends " + r.order().step() + " to the vendor again";
    }

    /** The same request would hardly fare better. */
    private static boolean isOfTheRequest(Reservation.Reason reason) {
        return switch (reason) {
            case REFUSED, BLOCKED, INCOMPLETE -> true;
            case BUDGET, OUTAGE, UNCERTAIN, ATTEMPTS, CANCELLED, MISSING, OVERDUE, FORGOTTEN -> false;
        };
    }

    public List<Action> stuck(Item item) {
        String id = RunRecords.brief(item.parcel().fingerprint());
        return item.state() instanceof Item.Stuck
                ? List.of(
                        Action.free(
                                "retry " + id,
                                "publishes the kept text on " + item.parcel().site() + " again"),
                        Action.free("abandon " + id, "never publishes it"))
                : List.of();
    }
}
