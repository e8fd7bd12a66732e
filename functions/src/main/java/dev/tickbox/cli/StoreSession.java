package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.approval.Approval;
import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.page.PageSource;
import dev.tickbox.page.ReadingStore;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.tick.submit.SiteGate;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.NeedsYou;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An open store, with everything that a command needs to work on it. */
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

    /** Opens a store that must exist. */
    static StoreSession existing(StoreOptions where, CliEnvironment here) {
        return new StoreSession(where, here, where.openExisting());
    }

    /** Opens a store that must exist, for a command that changes nothing; it need not be allowed to. */
    static StoreSession toLook(StoreOptions where, CliEnvironment here) {
        return new StoreSession(where, here, where.openToLook());
    }

    /** Opens a store that must exist, for a command that changes nothing and creates nothing, not even files of SQLite. */
    static StoreSession toRead(StoreOptions where, CliEnvironment here) {
        return new StoreSession(where, here, where.openToRead());
    }

    TickContext context(Generator generator, TransitionListener watcher) {
        return buyer.wiring().context(store, generator, watcher);
    }

    /** For commands that buy nothing. */
    TickContext context() {
        return context(UnavailableGenerator.HERE, (document, run, state, cause) -> {});
    }

    /** Whether the texts of this store are real or simulated; for an empty store, what the options say. */
    TextOrigin texts() {
        return new Control(store, clock).read().texts().orElse(where.texts());
    }

    Approval approval(String id) {
        return store.get(ApprovalDocument.ref(id))
                .map(ApprovalDocument::read)
                .orElseThrow(() -> new UserError("its run is being removed"));
    }

    /** Tells for which jobs nothing is bought, because their texts could not be published. */
    Optional<SiteGate> gate() {
        return definitions().current().map(content -> new SiteGate(context().publishers(), content, texts()));
    }

    /** Why a reservation that is due is not sent: because of its lane, or because of its site. */
    Function<Reservation.Order, Optional<String>> waits() {
        TickContext context = context();
        Lanes lanes = new Lanes(definitions().current().map(context::with).orElse(context));
        Optional<SiteGate> gate = gate();
        return order -> gate.flatMap(sites -> sites.closed(order.job())).or(() -> lanes.waits(order.lane()));
    }

    /** For pages: the same store, which then refuses every change. */
    PageSource pageSource() {
        StoreSession looking = new StoreSession(where, here, new ReadingStore(store));
        return new PageSource(looking.context(), where.name(), texts(), where::again, looking::today, looking::waits);
    }

    NeedsYou needsYou(Optional<String> job) {
        return NeedsYou.of(context(), job);
    }

    Ticks ticks(TransitionListener watcher, BooleanSupplier stopping) {
        Generator vendor = generator();
        return new Ticks(context(vendor, watcher), Optional.empty(), Inbox.NONE, stopping)
                .telling(buyer.wiring().outlet(vendor, where::again));
    }

    /** The vendor; fails with instructions if there is none. */
    Generator generator() {
        return buyer.vendor(definitions().current());
    }

    /** Checked before the store is opened, so that a command that cannot buy creates no store. */
    static void needVendor(StoreOptions where) {
        needVendor(where, CliEnvironment.system());
    }

    static void needVendor(StoreOptions where, CliEnvironment here) {
        new VendorChoice(where, here).needVendor();
    }

    /** The vendor that made the texts of this store, if it can be reached from here. */
    Optional<Generator> sameGenerator() {
        return new Control(store, clock)
                .generator()
                .flatMap(kind -> buyer.same(kind, definitions().current()));
    }

    Definitions definitions() {
        return new Definitions(store, clock);
    }

    IdResolver named() {
        return new IdResolver(store, definitions().current(), where::again);
    }

    /** Estimates at the prices of today, in the zone of the budget. */
    Estimate estimate() {
        return Estimate.at(clock.now(), definitions().current(), Prices.standard());
    }

    /** The definition in a content folder; fails with all its mistakes. */
    static Definition read(Path folder, boolean firestore) {
        return content(folder, firestore).definition();
    }

    static ContentFolder.Good content(Path folder, boolean firestore) {
        return switch (ContentFolder.read(folder, options(firestore))) {
            case ContentFolder.Good good -> good;
            case ContentFolder.Bad bad -> throw new UserError(problems(bad.problems()));
        };
    }

    static ContentFolder.Options options(boolean firestore) {
        return new ContentFolder.Options(firestore, Prices.standard().known());
    }

    private static String problems(List<?> problems) {
        return problems.stream().map(Object::toString).collect(Collectors.joining("\n"))
                + (problems.size() == 1
                        ? "\n1 mistake; nothing was bought. Correct it and try again."
                        : "\n" + problems.size() + " mistakes; nothing was bought. Correct them and try again.");
    }

    /** The content that {@link #follow} would make current. A folder with mistakes counts as unchanged. */
    Optional<Definition> today() {
        return where.onFirestore()
                ? definitions().current()
                : where.content()
                        .flatMap(folder -> ContentFolder.read(folder, options(false)) instanceof ContentFolder.Good good
                                ? Optional.of(good.definition())
                                : Optional.empty())
                        .or(() -> definitions().current());
    }

    /** Makes the content of the folder current. With Firestore only {@code push} does that. */
    void follow() {
        if (!where.onFirestore()) {
            where.content().ifPresent(folder -> new Definitions(store, clock).push(read(folder, false)));
        }
        if (new Definitions(store, clock).current().isEmpty()) {
            throw new UserError(
                    where.onFirestore()
                            ? "this store has no content yet; to store some: tickbox push"
                            : "there is no tickbox.yaml here, and this store has no content; use --content DIR");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
