package dev.tickbox.simulation;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The vendor as one process reaches it while something is wrong with its answers. What is wrong with its sales is in {@link VendorModel}. */
record SickVendor(Universe universe, Proc process, Generator vendor) implements Generator {
    private static final Duration HANGS = Duration.ofSeconds(60);

    private boolean has(Sickness sickness) {
        return universe.outside.has(sickness);
    }

    @Override
    public String kind() {
        return vendor.kind();
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return vendor.submit(request, label, sendBy);
    }

    @Override
    public Look look(String handle) {
        if (has(Sickness.LOOKS_HANG)) {
            universe.outside.pass(HANGS);
            return new Unreachable("timed out");
        }
        if (has(Sickness.JOBS_HANG)) {
            return new Pending();
        }
        Look look = vendor.look(handle);
        if (has(Sickness.NO_USAGE) && look instanceof Finished f && f.ending() == Ending.COMPLETED) {
            universe.money.hidden(universe.shop.label(handle));
            return new Finished(f.ending(), f.why(), f.text(), f.model(), Usage.UNKNOWN);
        }
        return look;
    }

    @Override
    public Listing list(Mode mode) {
        if (has(Sickness.LISTING_SILENT)) {
            return new NoAnswer("503");
        }
        if (has(Sickness.LISTING_HANGS)) {
            universe.outside.pass(HANGS);
            return new NoAnswer("timed out");
        }
        Instant asked = universe.outside.now();
        List<Label> open = universe.uncertainty.open();
        Listing listing = vendor.list(mode);
        if (has(Sickness.LISTING_SLOW) && !(listing instanceof CannotBeAsked)) {
            process.isBusyFor(universe.outside.chance.seconds(180, 300), "with a listing");
        }
        if (has(Sickness.LISTING_BLIND) && listing instanceof Complete all) {
            open.stream().filter(label -> !all.lacks(label)).forEach(label -> {
                universe.money.denied(label.text());
                universe.purchases.denied(label);
            });
            return new Complete(Map.of());
        }
        if (listing instanceof Complete) {
            open.forEach(label -> universe.uncertainty.answered(label, asked));
        }
        return listing;
    }

    @Override
    public void cancel(String handle) {
        vendor.cancel(handle);
    }
}
