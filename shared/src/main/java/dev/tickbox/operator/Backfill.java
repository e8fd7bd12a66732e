package dev.tickbox.operator;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Schedule;
import dev.tickbox.ledger.ForgottenSlot;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.start.StartRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Makes the runs of past slots that are not there. The job's {@code last_slot} stays what it is: the schedule goes on as if nothing had
 * happened. A run has the id of its slot, and is created only if it is absent: so a command that was killed is given again and makes the
 * rest, and two at once make each run once.
 */
public final class Backfill {
    public static final int AT_MOST = 100;

    /** What is there of a slot. */
    public enum Standing {
        MISSING,
        THERE,
        /** It was there and was removed. */
        FORGOTTEN
    }

    public record Slot(Instant at, String run, Standing standing) {}

    /** @param refusal why these slots are not made; empty if they may be */
    public record Plan(List<Slot> slots, Optional<String> refusal) {
        private static Plan refused(String why) {
            return new Plan(List.of(), Optional.of(why));
        }

        public List<Slot> missing() {
            return slots.stream()
                    .filter(slot -> slot.standing() == Standing.MISSING)
                    .toList();
        }

        public long count(Standing standing) {
            return slots.stream().filter(slot -> slot.standing() == standing).count();
        }
    }

    private final TickContext context;
    private final Runs runs;

    public Backfill(TickContext context, String actor) {
        this.context = context;
        this.runs = new Runs(context, actor);
    }

    /** @param from a day in the zone of the job, as {@code to}; both count */
    public Plan plan(Definition content, Job job, LocalDate from, LocalDate to) {
        Optional<Schedule> schedule = job.timing().schedule();
        if (schedule.isEmpty()) {
            return Plan.refused("it has no schedule, and so no slots");
        }
        if (to.isBefore(from)) {
            return Plan.refused("--from " + from + " is after --to " + to);
        }
        Instant now = context.clock().now();
        Instant begin = from.atStartOfDay(job.zone()).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(job.zone()).toInstant().minusMillis(1);
        int keepDays = content.limits().keepDays();
        Instant oldest = now.minus(Duration.ofDays(keepDays));
        if (begin.isBefore(oldest)) {
            return Plan.refused("runs are kept for " + keepDays
                    + " days (limits.keepDays), so it cannot be known what was made before; the first day is "
                    + LocalDate.ofInstant(oldest, job.zone()).plusDays(1));
        }
        List<Instant> slots = schedule.get().all(begin.minusMillis(1), end.isBefore(now) ? end : now, AT_MOST + 1);
        if (slots.size() > AT_MOST) {
            return Plan.refused("it has more than " + AT_MOST + " slots in this time; the first " + AT_MOST
                    + " are those before " + slots.getLast() + ": choose an earlier --to");
        }
        return new Plan(slots.stream().map(slot -> standing(job, slot)).toList(), Optional.empty());
    }

    /** The run first: what is removed is marked before it goes. */
    private Slot standing(Job job, Instant slot) {
        String run = StartRuns.slotId(job, slot);
        Standing standing = context.store().get(RunDocument.ref(run)).isPresent()
                ? Standing.THERE
                : ForgottenSlot.isForgotten(context.store(), run) ? Standing.FORGOTTEN : Standing.MISSING;
        return new Slot(slot, run, standing);
    }

    /** @return whether it was made now; otherwise it was there already */
    public boolean make(Definition content, Job job, Slot slot) {
        Run run = Run.open(
                slot.run(),
                job.id(),
                job.site(),
                Optional.of(slot.at()),
                content.sha(),
                context.clock().now());
        String cause = "slot " + slot.at() + ", by backfill";
        return switch (context.store().commit(runs.create(run, cause))) {
            case Outcome.APPLIED -> {
                runs.tell(run, cause);
                yield true;
            }
            case Outcome.CONFLICT -> false;
            case Outcome.UNKNOWN ->
                throw new StoreException("the store did not say whether run " + run.id()
                        + " was made; the same command again makes what is missing");
        };
    }
}
