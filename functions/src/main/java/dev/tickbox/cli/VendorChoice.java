package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Generator;
import dev.tickbox.secret.Secrets;
import dev.tickbox.wiring.Folders;
import dev.tickbox.wiring.NoVendor;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.util.Optional;

/** The vendor that a command buys from, as the options, the content and the environment say. */
final class VendorChoice {
    private final StoreOptions where;
    private final Wiring wiring;

    VendorChoice(StoreOptions where, CliEnvironment here) {
        this.where = where;
        Path content = where.content().orElse(Path.of("").toAbsolutePath());
        Folders folders = new Folders(
                Optional.of(content),
                Optional.of(where.simulatedSites()),
                where.beside(".tickbox").resolve("git"));
        // With Firestore the functions publish, and only they have the secrets of the sites.
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
        // Content with mistakes is reported later; until then the content in the store decides, if there is a store.
        Optional<VendorSettings> vendor = written();
        if (vendor.isPresent() || !where.exists()) {
            need(vendor.orElse(VendorSettings.DEFAULT));
        }
    }

    Generator vendor(Optional<Definition> current) {
        return where.simulate ? simulated() : real(named(current));
    }

    /** The vendor of this kind, if it can be reached from here. */
    Optional<Generator> same(String kind, Optional<Definition> current) {
        return kind.equals(Generator.SIMULATED)
                ? Optional.of(simulated())
                : Optional.of(wiring.vendor(named(current)))
                        .filter(vendor -> vendor.kind().equals(kind));
    }

    /** The settings in the content folder; with Firestore, or if the folder cannot be read, the ones in the store. */
    private VendorSettings named(Optional<Definition> current) {
        return written().or(() -> current.map(Definition::vendor)).orElse(VendorSettings.DEFAULT);
    }

    private Optional<VendorSettings> written() {
        return where.onFirestore()
                ? Optional.empty()
                : where.content()
                        .map(folder -> ContentFolder.read(folder, StoreSession.options(false)))
                        .flatMap(read -> read instanceof ContentFolder.Good good
                                ? Optional.of(good.definition().vendor())
                                : Optional.empty());
    }

    private Generator real(VendorSettings vendor) {
        need(vendor);
        return wiring.vendor(vendor);
    }

    private void need(VendorSettings vendor) {
        Optional<String> why = unreachable(vendor);
        if (why.isPresent()) {
            throw new UserError(why.get());
        }
    }

    /** Why nothing can be bought from here, if so. The text never contains a part of a key. */
    Optional<String> cannotBuy(VendorSettings vendor) {
        return where.simulate ? Optional.empty() : unreachable(vendor);
    }

    private Optional<String> unreachable(VendorSettings vendor) {
        try {
            wiring.needVendor(vendor);
            return Optional.empty();
        } catch (NoVendor e) {
            return Optional.of(e.getMessage() + ", or use --simulate to try everything for free, in a separate store");
        } catch (Secrets.Unavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Generator simulated() {
        return wiring.simulated(where.beside("simulated-vendor.jsonl"));
    }
}
