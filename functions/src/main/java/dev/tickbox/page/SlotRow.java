package dev.tickbox.page;

import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.SlotGrid.How;
import dev.tickbox.view.SlotGrid.JobSlots;
import java.util.Locale;

/** One row of the grid of slots: colours, and signs for whoever does not see them. */
final class SlotRow {
    private SlotRow() {}

    static PageModel model(JobSlots job, Links links) {
        return new PageModel()
                .link("link", links.to(Kind.JOB, job.job()), job.job())
                .list(
                        "slots",
                        job.slots(),
                        slot -> new PageModel()
                                .text(
                                        "kind",
                                        slot.how().name().toLowerCase(Locale.ROOT)
                                                + (slot.how().isBad() ? " bad" : ""))
                                .text("sign", sign(slot.how()))
                                .text(
                                        "says",
                                        job.when().says(slot.at()) + ": "
                                                + slot.how().words())
                                .text("href", slot.run().flatMap(run -> links.to(Kind.RUN, run))));
    }

    private static String sign(How how) {
        return switch (how) {
            case DONE -> "✓";
            case IN_PROGRESS -> "…";
            case NEEDS_YOU -> "?";
            case FAILED -> "✕";
            case LEFT_OUT, ABANDONED -> "–";
            case DUE -> "·";
            case LATE, MISSING -> "!";
        };
    }
}
