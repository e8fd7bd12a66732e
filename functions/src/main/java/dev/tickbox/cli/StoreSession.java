package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.tick.submit.SiteGate;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.StuckItem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An open store with all that a command needs to work on it. */
final class StoreSession implements AutoCloseable {
    final StoreOptions where;
    final Clock clock;
    final Store store;
    final CliEnvironment here;
    private final VendorChoice buyer;

    private StoreSession(StoreOptions where, CliEnvironment here, Store store) {
        this.where = where;
        this.buyer = new VendorChoice(where, here);
        this.here = here;
        this.clock = here.clock();
        this.store = store;
        where.madeWith(new Control(store, clock).generator());
    }

    static StoreSession open(StoreOptions where) {
        return open(where, CliEnvironment.system());
    }

    static StoreSession open(StoreOptions where, CliEnvironment here) {
        return new StoreSession(where, here, where.open());
    }

    /** A store that must be there. */
    static StoreSession existing(StoreOptions where, CliEnvironment here) {
        return new StoreSession(where, here, where.openExisting());
    }

    TickContext parts(Generator generator, TransitionListener watcher) {
        return buyer.wiring().parts(store, generator, watcher);
    }

    /** For acts that buy nothing. */
    TickContext parts() {
        return parts(UnavailableGenerator.HERE, (document, run, state, cause) -> {});
    }

    /** What this store's texts are, or will be. */
    TextOrigin texts() {
        return new Control(store, clock).read().texts().orElse(where.texts());
    }

    /** Why nothing is bought for a job, since it could not be published. */
    Optional<SiteGate> gate() {
        return definitions().current().map(content -> new SiteGate(parts().publishers(), content, texts()));
    }

    /** Why what is due is not sent: for its lane, or for its site. */
    Function<Reservation.Order, Optional<String>> waits() {
        TickContext parts = parts();
        Lanes lanes = new Lanes(definitions().current().map(parts::with).orElse(parts));
        Optional<SiteGate> gate = gate();
        return order -> gate.flatMap(sites -> sites.closed(order.job())).or(() -> lanes.waits(order.lane()));
    }

    /** What is tried again and again, and does not work until a person mends it. */
    List<StuckItem> failing() {
        Map<String, String> refused = new Lanes(parts()).needPerson();
        return definitions()
                .current()
                .map(content -> StuckItem.failing(store, content, refused, clock.now()))
                .orElse(List.of());
    }

    Ticks ticks(TransitionListener watcher, BooleanSupplier stopping) {
        return new Ticks(parts(generator(), watcher), Optional.empty(), stopping);
    }

    /** The vendor, or how to get on. */
    Generator generator() {
        return buyer.vendor(definitions().current());
    }

    /** Asked before a store is opened: who cannot buy makes none. */
    static void needVendor(StoreOptions where) {
        needVendor(where, CliEnvironment.system());
    }

    static void needVendor(StoreOptions where, CliEnvironment here) {
        new VendorChoice(where, here).needVendor();
    }

    /** The vendor that this store's texts came from, if it can be reached from here. */
    Optional<Generator> sameGenerator() {
        return new Control(store, clock)
                .generator()
                .flatMap(kind -> buyer.same(kind, definitions().current()));
    }

    Definitions definitions() {
        return new Definitions(store, clock);
    }

    IdResolver named() {
        return new IdResolver(store, definitions().current());
    }

    /** On the day that a purchase would burden now. */
    Estimate estimate() {
        Optional<Definition> definition = definitions().current();
        Budget budget = definition.map(Definition::budget).orElse(Budget.DEFAULT);
        Prices prices =
                Prices.standard().with(definition.map(Definition::vendor).orElse(VendorSettings.DEFAULT));
        return new Estimate(prices, LocalDate.ofInstant(clock.now(), budget.zone()));
    }

    /** The content folder's definition, or everything that is wrong with it. */
    static Definition read(Path folder, boolean firestore) {
        return switch (ContentFolder.read(folder, options(firestore))) {
            case ContentFolder.Good good -> good.definition();
            case ContentFolder.Bad bad -> throw new UserError(problems(bad.problems()));
        };
    }

    static ContentFolder.Options options(boolean firestore) {
        return new ContentFolder.Options(firestore, Prices.standard().known());
    }

    private static String problems(List<?> problems) {
        return problems.stream().map(Object::toString).collect(Collectors.joining("\n"))
                + (problems.size() == 1
                        ? "\nNothing was bought. Mend it and try again."
                        : "\n" + problems.size() + " mistakes; nothing was bought. Mend them and try again.");
    }

    /** What {@link #follow} would make current; a folder with mistakes in it changes nothing. */
    Optional<Definition> today() {
        return where.onFirestore()
                ? definitions().current()
                : where.content()
                        .flatMap(folder -> ContentFolder.read(folder, options(false)) instanceof ContentFolder.Good good
                                ? Optional.of(good.definition())
                                : Optional.empty())
                        .or(() -> definitions().current());
    }

    /** On one machine the folder is the content: what it says now is current. On Firestore that takes a {@code push}. */
    void follow() {
        if (!where.onFirestore()) {
            where.content().ifPresent(folder -> new Definitions(store, clock).push(read(folder, false)));
        }
        if (new Definitions(store, clock).current().isEmpty()) {
            throw new UserError(
                    where.onFirestore()
                            ? "this store has no content yet; give it some with: tickbox push"
                            : "there is no tickbox.yaml here, and this store has no content; name its folder with --content DIR");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
