package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tick started here could not do, although the content has no mistake: no key, a secret that is not set, a folder that cannot be
 * written. It depends on the machine, the user and the variables, so that it is never a reason to refuse the content itself.
 */
record Lacks(List<String> lines) {
    /** On Firestore the functions have the keys and the secrets, and nobody else can tell. */
    static Lacks of(Definition content, Where where, Here here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            Buyer buyer = new Buyer(where, here);
            buyer.cannotBuy(content.vendor()).ifPresent(why -> lines.add("buy: " + why));
            sites(content, where, buyer, lines);
        }
        return new Lacks(List.copyOf(lines));
    }

    /** Of the sites alone, for who has found a vendor already. */
    static Lacks ofSites(Definition content, Where where, Here here) {
        List<String> lines = new ArrayList<>();
        if (!where.onFirestore()) {
            sites(content, where, new Buyer(where, here), lines);
        }
        return new Lacks(List.copyOf(lines));
    }

    private static void sites(Definition content, Where where, Buyer buyer, List<String> lines) {
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
