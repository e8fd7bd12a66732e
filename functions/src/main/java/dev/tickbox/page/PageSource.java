package dev.tickbox.page;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Estimate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the pages are made from.
 *
 * @param context its store refuses every change
 * @param name of the store, for a person
 * @param command how a command is typed here, with where its store is
 * @param today the content that a retry with the current content would use
 * @param waits why a reservation that is due is not sent
 */
public record PageSource(
        TickContext context,
        String name,
        TextOrigin texts,
        UnaryOperator<String> command,
        Supplier<Optional<Definition>> today,
        Supplier<Function<Reservation.Order, Optional<String>>> waits) {
    Store store() {
        return context.store();
    }

    Instant now() {
        return context.clock().now();
    }

    Definitions definitions() {
        return new Definitions(store(), context.clock());
    }

    Optional<Definition> current() {
        return definitions().current();
    }

    Estimate estimate() {
        return Estimate.at(now(), current(), context.prices());
    }

    Actions actions() {
        return new Actions(store(), estimate(), today.get());
    }
}
