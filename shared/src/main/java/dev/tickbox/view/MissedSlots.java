package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.Definitions.JobDocument;
import dev.tickbox.store.Schema;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.submit.RestoreGuard;
import dev.tickbox.view.Actions.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The slots of a job with {@code catchUp: all} that the next submit ticks make up for.
 *
 * @param more whether there are more than are counted
 */
public record MissedSlots(String job, int count, boolean more, OptionalLong mayCostMicroUsd) {
    private static final int COUNTED = 100;

    /** One line for each job of which it is much. */
    public static List<String> lines(TickContext context) {
        return new Definitions(context.store(), context.clock())
                .current()
                .map(content ->
                        of(context, content).stream().map(MissedSlots::text).toList())
                .orElse(List.of());
    }

    /** Those of which there is more than the one that is due anyway. */
    private static List<MissedSlots> of(TickContext context, Definition content) {
        Instant now = context.clock().now();
        Estimate estimate = Estimate.at(now, Optional.of(content), context.prices());
        RestoreGuard past = new RestoreGuard(
                context.store(),
                new Control(context.store(), context.clock()).read().restoredAt());
        List<MissedSlots> all = new ArrayList<>();
        for (Job job : content.jobs().values()) {
            if (!job.catchUpAll() || job.schedule().isEmpty()) {
                continue;
            }
            context.store().get(JobDocument.ALL.ref(job.id())).ifPresent(document -> {
                Instant last = past.cursor(Schema.read(document).time("last_slot"));
                int missed = job.schedule().get().all(last, now, COUNTED + 1).size();
                int count = Math.min(missed, COUNTED);
                OptionalLong one = estimate.job(job);
                if (count > 1) {
                    all.add(new MissedSlots(
                            job.id(),
                            count,
                            missed > COUNTED,
                            one.isEmpty() ? one : OptionalLong.of(Math.multiplyExact(one.getAsLong(), (long) count))));
                }
            });
        }
        return all;
    }

    private String text() {
        return "job " + job + " (catchUp: all): the next submit tick makes the runs of " + count
                + " slots that were missed"
                + (more ? ", and later ones those of more" : "") + "; "
                + Action.price(mayCostMicroUsd, "they buy nothing", "they cost at most about ");
    }
}
