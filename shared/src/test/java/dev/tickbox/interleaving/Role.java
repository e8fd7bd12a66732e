package dev.tickbox.interleaving;

import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.collect.VendorNotifications;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Boundary;
import java.util.Optional;

/** What one actor does: a process of the program, or the command of a person. */
enum Role {
    SUBMIT((stage, name, parts) -> stage.heard(name, new Ticks(parts, Optional.empty()).submit())),
    RECLAIM((stage, name, parts) -> stage.heard(name, new Ticks(parts, Optional.empty()).reclaim())),
    /** A publisher that is called for whatever is in the outbox then. */
    DELIVER((stage, name, parts) -> {
        TickReport report = new TickReport("publish", parts.clock().now());
        new Definitions(parts.store(), parts.clock())
                .current()
                .ifPresent(content ->
                        stage.items().forEach(item -> new PublishItem(parts, name).one(content.sites(), item, report)));
        stage.heard(name, report);
    }),
    /** The vendor calls about each job that it has by then. */
    HEAR((stage, name, parts) -> stage.sold()
            .forEach((handle, attempt) ->
                    stage.heard(name, new VendorNotifications(parts).event(attempt.key(), attempt.number(), handle)))),
    PAUSE((stage, name, parts) -> new Control(parts.store(), parts.clock()).pause(true)),
    RESUME((stage, name, parts) -> new Control(parts.store(), parts.clock()).pause(false)),
    RESTORED((stage, name, parts) -> new Control(parts.store(), parts.clock()).restored()),
    PUSH((stage, name, parts) -> new Definitions(parts.store(), parts.clock()).push(Plots.changed())),
    BY_HAND((stage, name, parts) -> new Definitions(parts.store(), parts.clock())
            .current()
            .ifPresent(content -> new StartRuns(parts, name)
                    .byHand(content, content.jobs().values().iterator().next()))),
    RETRY((stage, name, parts) -> stage.run().ifPresent(run -> new Person(parts).retry(run))),
    ABANDON((stage, name, parts) -> stage.run().ifPresent(run -> new Person(parts).abandon(run))),
    ABANDON_PARTS((stage, name, parts) -> stage.run().ifPresent(run -> new Person(parts).abandonParts(run))),
    FORGET((stage, name, parts) -> stage.run().ifPresent(run -> new Person(parts).forget(run)));

    @FunctionalInterface
    private interface Work {
        void perform(Stage stage, String name, TickContext parts);
    }

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda of this file, without a state of its own
    private final Work work;

    Role(Work work) {
        this.work = work;
    }

    void perform(Stage stage, String name, Boundary boundary) {
        try {
            work.perform(stage, name, stage.parts(name, boundary));
        } catch (RuntimeException | StackOverflowError e) {
            stage.error(name, e.toString());
        }
    }
}
