package dev.tickbox.crash;

import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.vendor.OverTheWire;
import dev.tickbox.wake.Wake;
import dev.tickbox.world.ChangingSource;
import dev.tickbox.world.Gate;
import dev.tickbox.world.MemoryInbox;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One scene from its first tick to the moment when there is nothing left to do, with one thing that goes wrong on the way. */
final class Play implements AutoCloseable {
    /** Longer than a call that was sent in time can take to arrive, were it not for the ticks in between. */
    private final ChangingSource source = new ChangingSource();

    private static final Duration LATE = Duration.ofSeconds(75);

    /** Less than the lease of whoever drives a run, more than that of whoever submits. */
    private static final Duration NAP = Duration.ofSeconds(150);

    private static final Duration PAUSE = Duration.ofSeconds(50);
    private static final int PAUSES_AT_MOST = 500;

    final Scene scene;
    final World world;
    final LedgerReader ledger;
    final Sites sites;
    final CrashBoundary outside;
    final Nightly nightly = new Nightly();
    final Books books;
    final Optional<OverTheWire> wire;
    private final Gate vendor;
    private final Optional<WebhookCalls> calls;
    private final MemoryInbox inbox;
    private final CrashFault fault;
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final List<String> errors = new ArrayList<>();
    private Optional<Frozen> frozen = Optional.empty();
    private Optional<Instant> landsAt = Optional.empty();
    private Optional<Instant> wakesAt = Optional.empty();

    Play(Scene scene, Store store, Function<World, Sites> sites, Function<Play, CrashFault> fault) {
        this.scene = scene;
        Counted counted = new Counted(store);
        this.world = new World(counted, scene.vendor(), 1);
        this.ledger = new LedgerReader(counted);
        this.sites = sites.apply(world);
        this.wire = scene.wired()
                .map(wired -> new OverTheWire(
                        world.vendor,
                        world.clock,
                        wired.listedAfter(),
                        scene.definition().vendor().webhookUrl()));
        this.inbox = new MemoryInbox(world.clock);
        this.calls =
                wire.filter(each -> scene.wired().orElseThrow().calls()).map(each -> new WebhookCalls(world, each));
        this.vendor = new Gate(world);
        scene.commands().prepare(vendor);
        this.outside = new CrashBoundary(
                world, this.sites, wire.map(OverTheWire::generator).orElse(vendor));
        this.books = new Books(world, ledger);
        this.fault = fault.apply(this);
    }

    CrashFault fault() {
        return fault;
    }

    /** What the ticks reported as errors. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    void untilTheEnd() {
        world.push(scene.definition());
        untilQuiet();
        if (frozen.isPresent()) {
            thaw();
            untilQuiet();
        }
        if (fault.effectIsPending()) {
            fault.land();
            books.look("after the late effect");
            untilQuiet();
        }
        for (Document stuck : ledger.inStates(ReservationDocument.ALL, "STUCK")) {
            new Reservations(world.context(), "operator").apply(stuck.ref().id(), new ReservationEvent.Retry());
            untilQuiet();
        }
    }

    /** One more of everything. */
    void onceMore() {
        world.clock.advance(Duration.ofMinutes(1));
        ticks();
    }

    private void untilQuiet() {
        for (int i = 0; i < PAUSES_AT_MOST; i++) {
            ticks();
            Optional<Instant> due = due();
            if (due.isEmpty()) {
                return;
            }
            Instant soonest = world.clock.now().plus(PAUSE);
            Instant next = due.get().isAfter(soonest) ? due.get() : soonest;
            world.clock.advance(Duration.between(world.clock.now(), next).plusMillis(1));
            goOnIfItIsTime();
        }
        throw new AssertionError("not quiet after " + PAUSES_AT_MOST + " pauses: " + ledger.nextDue());
    }

    private Optional<Instant> due() {
        List<Instant> due = new ArrayList<>();
        landsAt.ifPresent(due::add);
        calls.flatMap(WebhookCalls::due).ifPresent(due::add);
        wakesAt.ifPresent(due::add);
        if (inbox.waiting() > 0) {
            due.add(world.clock.now());
        }
        ledger.nextDue().ifPresent(due::add);
        Answers.open(ledger).forEach(asked -> due.add(world.clock.now()));
        scene.commands().due(ledger, vendor).ifPresent(command -> due.add(world.clock.now()));
        int jobs = scene.definition().jobs().size();
        if (ledger.runs().size() < jobs) {
            due.add(
                    ledger.jobsSeen() < jobs || !world.clock.now().isBefore(Scene.SLOT)
                            ? world.clock.now()
                            : Scene.SLOT);
        }
        return due.stream().min(Instant::compareTo);
    }

    private void thaw() {
        frozen.orElseThrow().thawAndFinish(fault);
        frozen = Optional.empty();
        books.look("after the thaw");
    }

    private void goOnIfItIsTime() {
        if (wakesAt.filter(at -> !world.clock.now().isBefore(at)).isPresent()) {
            wakesAt = Optional.empty();
            thaw();
        }
        if (landsAt.filter(at -> !world.clock.now().isBefore(at)).isPresent()) {
            landsAt = Optional.empty();
            fault.land();
            books.look("after the late effect");
        }
    }

    private void ticks() {
        process((context, life) -> keepErrors(ticks(context, life).submit()));
        process((context, life) -> keepErrors(ticks(context, life).reclaim()));
        for (Document asked : Answers.open(ledger)) {
            process((context, life) -> Answers.answer(context, asked.ref().id()));
        }
        scene.commands().due(ledger, vendor).ifPresent(command -> process((context, life) -> command.accept(context)));
        listen();
        String message;
        while ((message = messages.poll()) != null) {
            String fingerprint = message;
            process((context, life) ->
                    new PublishItem(context, "publisher").one(scene.definition().sites(), fingerprint, report()));
        }
    }

    /** A process of its own, which reaches nothing but the inbox. */
    private void listen() {
        calls.flatMap(WebhookCalls::next)
                .ifPresent(event -> process((context, life) -> {
                    life.call("inbox.publish", () -> {
                        inbox.publish(new Notification(event.key(), event.attempt(), event.handle()));
                        return event;
                    });
                    calls.orElseThrow().listened(event);
                }));
    }

    @Override
    public void close() {
        wire.ifPresent(OverTheWire::close);
    }

    private TickReport report() {
        return new TickReport("publish", world.clock.now());
    }

    private Ticks ticks(TickContext context, CrashFault.Life life) {
        Wake wake = due -> life.call("wake.call", () -> send(due));
        return new Ticks(
                context,
                scene.callsPublishers() ? Optional.of(wake) : Optional.empty(),
                calls.isPresent() ? life.around(inbox) : Inbox.NONE,
                () -> false);
    }

    private void keepErrors(TickReport report) {
        errors.addAll(report.errors());
    }

    /** One process, from its start to its end, or as far as it gets. */
    private void process(BiConsumer<TickContext, CrashFault.Life> work) {
        CrashFault.Life life = fault.new Life();
        boolean alreadyStruck = fault.struck();
        Runnable whole = () -> {
            life.call("process.start", () -> true);
            work.accept(context(life), life);
            life.call("process.end", () -> true);
        };
        if (alreadyStruck || !fault.way().freezes()) {
            try {
                whole.run();
            } catch (Death death) { // by then it is said in the report of whatever was under way, too
                if (fault.way() == Way.LATE_SOON && fault.effectIsPending()) {
                    landsAt = Optional.of(world.clock.now().plus(LATE));
                }
            }
        } else {
            frozen = Frozen.orEnded(whole, fault);
            wakesAt = frozen.filter(each -> fault.way() == Way.NAP)
                    .map(each -> world.clock.now().plus(NAP));
        }
        books.look("after a process");
    }

    private TickContext context(CrashFault.Life life) {
        return world.context(life.around(world.store), outside.generator(life), outside.publishers(life))
                .withSource(life.aroundSource(source))
                .withPrograms(name -> new TickContext.Code(nightly, "1"));
    }

    /** Every message comes twice. */
    private boolean send(Map<String, List<String>> due) {
        due.values().forEach(messages::addAll);
        due.values().forEach(messages::addAll);
        return true;
    }
}
