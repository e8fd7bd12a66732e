package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tick started here could not do, although the content has no mistake: no key, a secret that is not set, a folder that cannot be
 * written. It depends on the machine, the user and the variables, so that it is never a reason to refuse the content itself.
 */
record MissingForTicks(List<String> lines) {
    /** On Firestore the functions have the keys and the secrets, and nobody else can tell. */
    static MissingForTicks of(Definition content, StoreOptions where, CliEnvironment here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            VendorChoice buyer = new VendorChoice(where, here);
            buyer.cannotBuy(content.vendor()).ifPresent(why -> lines.add("buy: " + why));
            sites(content, where, buyer, lines);
        }
        return new MissingForTicks(List.copyOf(lines));
    }

    /** Of the sites alone, for who has found a vendor already. */
    static MissingForTicks ofSites(Definition content, StoreOptions where, CliEnvironment here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            sites(content, where, new VendorChoice(where, here), lines);
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

    boolean any() {
        return !lines.isEmpty();
    }

    List<String> text() {
        List<String> text = new ArrayList<>();
        if (any()) {
            text.add("A tick from here could not:");
            lines.forEach(line -> text.add("  " + line));
        }
        return text;
    }
}
