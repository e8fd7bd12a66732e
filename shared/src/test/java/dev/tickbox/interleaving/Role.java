package dev.tickbox.interleaving;

import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.collect.VendorNotifications;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.MemoryInbox;
import java.util.Optional;

/** What one actor does: a process of the program, or the command of a person. */
enum Role {
    SUBMIT((stage, name, context) -> stage.heard(name, new Ticks(context, Optional.empty()).submit())),
    RECLAIM((stage, name, context) -> stage.heard(name, new Ticks(context, Optional.empty()).reclaim())),
    /** A publisher that is called for whatever is in the outbox then. */
    DELIVER((stage, name, context) -> {
        TickReport report = new TickReport("publish", context.clock().now());
        new Definitions(context.store(), context.clock())
                .current()
                .ifPresent(content -> stage.items()
                        .forEach(item -> new PublishItem(context, name).one(content.sites(), item, report)));
        stage.heard(name, report);
    }),
    /** The vendor calls about each job that it has by then. */
    HEAR((stage, name, context) -> {
        MemoryInbox inbox = new MemoryInbox(context.clock());
        stage.sold()
                .forEach((handle, attempt) -> inbox.publish(new Notification(attempt.key(), attempt.number(), handle)));
        TickReport report = new TickReport("notifications", context.clock().now());
        new VendorNotifications(context, inbox, name, report).due();
        stage.heard(name, report);
    }),
    PAUSE((stage, name, context) -> new Control(context.store(), context.clock()).pause(true)),
    RESUME((stage, name, context) -> new Control(context.store(), context.clock()).pause(false)),
    RESTORED((stage, name, context) -> new Control(context.store(), context.clock()).restored()),
    PUSH((stage, name, context) -> new Definitions(context.store(), context.clock()).push(Plots.changed())),
    BY_HAND((stage, name, context) -> new Definitions(context.store(), context.clock())
            .current()
            .ifPresent(content -> new StartRuns(context, name)
                    .byHand(content, content.jobs().values().iterator().next()))),
    RETRY((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).retry(run))),
    ABANDON((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).abandon(run))),
    ABANDON_PARTS((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).abandonParts(run))),
    FORGET((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).forget(run))),
    APPROVE((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).approve(run))),
    EDIT((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).edit(run))),
    REJECT((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).reject(run))),
    /** Begins with what the first run has: behind its table, or in a class with its publication. */
    TAKE_OVER((stage, name, context) -> stage.run().ifPresent(run -> new Person(context).takeOver(run))),
    /** From now on, until everything is mended. */
    KITCHEN_DOWN((stage, name, context) -> stage.flaws.siteIsDown("kitchen")),
    RETRY_ROW((stage, name, context) -> stage.row().ifPresent(row -> new Person(context).retry(row))),
    ABANDON_ROW((stage, name, context) -> stage.row().ifPresent(row -> new Person(context).abandon(row)));

    @FunctionalInterface
    private interface Work {
        void perform(Stage stage, String name, TickContext context);
    }

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda of this file, without a state of its own
    private final Work work;

    Role(Work work) {
        this.work = work;
    }

    void perform(Stage stage, String name, Boundary boundary) {
        try {
            work.perform(stage, name, stage.context(name, boundary));
        } catch (RuntimeException | StackOverflowError e) {
            stage.error(name, e.toString());
        }
    }
}
