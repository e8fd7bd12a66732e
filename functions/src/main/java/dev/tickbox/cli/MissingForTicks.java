package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.Control.TextOrigin;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tick on this machine could not do although the content has no mistakes: no key, a secret that is not set, a folder that cannot
 * be written. It depends on the machine, the user and the variables, so it is never a reason to refuse the content.
 */
record MissingForTicks(List<String> lines) {
    /** Empty for a Firestore store: only the functions have the keys and the secrets. */
    static MissingForTicks of(Definition content, StoreOptions where, CliEnvironment here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            VendorChoice buyer = new VendorChoice(where, here);
            buyer.cannotBuy(content.vendor()).ifPresent(why -> lines.add("buy: " + why));
            sites(content, where, buyer, lines);
            sources(content, where, buyer, lines);
        }
        return new MissingForTicks(List.copyOf(lines));
    }

    /** Only what is missing for sites and sources, for a command that has already found its vendor. */
    static MissingForTicks ofSites(Definition content, StoreOptions where, CliEnvironment here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            VendorChoice buyer = new VendorChoice(where, here);
            sites(content, where, buyer, lines);
            sources(content, where, buyer, lines);
        }
        return new MissingForTicks(List.copyOf(lines));
    }

    private static void sites(Definition content, StoreOptions where, VendorChoice buyer, List<String> lines) {
        content.sites()
                .values()
                .forEach(site -> buyer.wiring()
                        .unusable(site, where.texts())
                        .ifPresent(why -> lines.add("publish on " + site.id() + ": " + why)));
    }

    private static void sources(Definition content, StoreOptions where, VendorChoice buyer, List<String> lines) {
        if (where.texts() == TextOrigin.SIMULATED) {
            return;
        }
        for (Job job : content.jobs().values()) {
            for (Step step : job.allSteps()) {
                if (step instanceof Step.Fetch fetch) {
                    buyer.wiring()
                            .lacking(fetch.request())
                            .ifPresent(why -> lines.add("fetch " + fetch.id() + " of " + job.id() + ": " + why));
                }
            }
        }
    }

    boolean any() {
        return !lines.isEmpty();
    }

    List<String> text() {
        List<String> text = new ArrayList<>();
        if (any()) {
            text.add("A tick on this machine could not:");
            lines.forEach(line -> text.add("  " + line));
        }
        return text;
    }
}
