package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Canonical;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Write;
import dev.tickbox.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Java class may request a model without a price; list and explain must still work. */
class UnpricedTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Estimate estimate = new Estimate(Prices.standard(), LocalDate.parse("2026-11-21"));

    private Reservation stuck() {
        Request request = new Request("no-such-model", "Write.", Optional.empty(), Optional.empty(), 100);
        String body = new Bodies(world.store, 1 << 20).keep("nightly@1", Canonical.of(request.toMap()));
        Instant now = world.clock.now();
        Reservation open = Reservation.open(
                new Reservation.Order(
                        "key",
                        "nightly@1",
                        "text",
                        "nightly",
                        "garden",
                        request.model(),
                        request.mode(),
                        body,
                        false,
                        Reservation.OnIncomplete.HOLD,
                        now),
                now);
        world.store.commit(new Write.Create(ReservationDocument.ref("key"), ReservationDocument.write(open)));
        new Reservations(world.context(), "submit")
                .apply("key", new ReservationEvent.Reject("no price is known for it"));
        return ReservationDocument.read(
                world.store.get(ReservationDocument.ref("key")).orElseThrow());
    }

    @Test
    void a_reservation_without_a_price_is_listed_without_one() {
        Reservation unpriced = stuck();
        assertThat(estimate.again(world.store, unpriced)).isEmpty();
        assertThat(estimate.again(world.store, List.of(unpriced))).isEmpty();
        assertThat(StuckItems.of(world.store, estimate, Optional.empty()).shown())
                .singleElement()
                .satisfies(item -> assertThat(item.why()).contains("no price is known"))
                .satisfies(item -> assertThat(item.ways().getFirst().price()).contains("known only while it runs"));
    }
}
