package dev.tickbox.functions.command;

import dev.tickbox.content.ContentFolder;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Vendor;
import dev.tickbox.functions.Folders;
import dev.tickbox.functions.NoVendor;
import dev.tickbox.functions.Wiring;
import dev.tickbox.generator.Generator;
import dev.tickbox.secret.Secrets;
import java.nio.file.Path;
import java.util.Optional;

/** Whom a command buys from: whoever the content, the environment and its own words name. */
final class Buyer {
    private final Where where;
    private final Wiring wiring;

    Buyer(Where where, Here here) {
        this.where = where;
        Path content = where.content().orElse(Path.of("").toAbsolutePath());
        Folders folders = new Folders(
                Optional.of(content),
                Optional.of(where.simulatedSites()),
                where.beside(".tickbox").resolve("git"));
        // On Firestore functions publish, too, and the secrets of the sites are with them.
        this.wiring = new Wiring(here.clock(), here.ids(), here.environment(), folders, !where.onFirestore());
    }

    Wiring wiring() {
        return wiring;
    }

    void needVendor() {
        if (where.simulate) {
            return;
        }
        where.forReal();
        // Content that cannot be read has a message of its own, and the store knows what it said before; if there is
        // one.
        Optional<Vendor> vendor = written();
        if (vendor.isPresent() || !where.exists()) {
            need(vendor.orElse(Vendor.DEFAULT));
        }
    }

    Generator vendor(Optional<Definition> current) {
        return where.simulate ? simulated() : real(named(current));
    }

    /** The one of this kind, if it can be reached from here. */
    Optional<Generator> same(String kind, Optional<Definition> current) {
        return kind.equals(Generator.SIMULATED)
                ? Optional.of(simulated())
                : Optional.of(wiring.vendor(named(current)))
                        .filter(vendor -> vendor.kind().equals(kind));
    }

    /** On one machine the folder says it, and the store where the folder cannot be read; on Firestore what was pushed. */
    private Vendor named(Optional<Definition> current) {
        return written().or(() -> current.map(Definition::vendor)).orElse(Vendor.DEFAULT);
    }

    private Optional<Vendor> written() {
        return where.onFirestore()
                ? Optional.empty()
                : where.content()
                        .map(folder -> ContentFolder.read(folder, Session.options(false)))
                        .flatMap(read -> read instanceof ContentFolder.Good good
                                ? Optional.of(good.definition().vendor())
                                : Optional.empty());
    }

    private Generator real(Vendor vendor) {
        need(vendor);
        return wiring.vendor(vendor);
    }

    private void need(Vendor vendor) {
        Optional<String> why = unreachable(vendor);
        if (why.isPresent()) {
            throw new Complaint(why.get());
        }
    }

    /** Why nothing can be bought from here, if so; no part of a key is in it. */
    Optional<String> cannotBuy(Vendor vendor) {
        return where.simulate ? Optional.empty() : unreachable(vendor);
    }

    private Optional<String> unreachable(Vendor vendor) {
        try {
            wiring.needVendor(vendor);
            return Optional.empty();
        } catch (NoVendor e) {
            return Optional.of(
                    e.getMessage() + ", or say --simulate to try everything for free, in a store of its own");
        } catch (Secrets.Unavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Generator simulated() {
        return wiring.simulated(where.beside("simulated-vendor.jsonl"));
    }
}
