package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A vendor that is ill for hours: it exhausts nothing, is not asked without end, and afterwards all goes on. */
class SickVendorTest {
    private static final Faults ASKED = faults(true);
    private static final Faults NOT_ASKED = faults(false);

    private static Faults faults(boolean canBeAsked) {
        return Faults.NONE
                .seeded("1")
                .within(Duration.ofSeconds(30), Duration.ofSeconds(50))
                .askable(canBeAsked);
    }

    private final AtomicInteger listings = new AtomicInteger();

    private Definition content(Mode mode, boolean webhook) {
        var steps = Contents.buying("daily", Contents.MODEL, mode).steps();
        Definition plain = Contents.of(Contents.job("daily", "garden", "0 0 1 1 *", OnUncertain.RESUBMIT, steps));
        VendorSettings vendor = new VendorSettings(
                Optional.empty(),
                Optional.empty(),
                webhook ? Optional.of("https://example.com/hook") : Optional.empty(),
                new TreeMap<>());
        return Contents.with(plain, plain.budget(), ContentLimits.DEFAULT, vendor);
    }

    private World world(Faults faults, Definition content, int runs) {
        World world = new World(new MemoryStore(), faults, 1);
        world.push(content);
        world.start(content, runs);
        return world;
    }

    /** Submit ticks every five minutes, reclaim ticks every two. */
    private void pass(World world, Generator vendor, Duration time) {
        Ticks ticks = new Ticks(world.context(world.store, vendor, site -> world.site(site.id())), Optional.empty());
        for (int minute = 1; minute <= time.toMinutes(); minute++) {
            world.clock.advance(Duration.ofMinutes(1));
            if (minute % 5 == 0) {
                ticks.submit();
            }
            if (minute % 2 == 0) {
                ticks.reclaim();
            }
        }
    }

    private Gate counting(World world) {
        Gate gate = new Gate(world);
        gate.listed(listing -> {
            listings.incrementAndGet();
            return listing;
        });
        return gate;
    }

    private static List<Document> in(World world, String state) {
        return world.store.all(Query.of(ReservationDocument.ALL, 200).where("state", state));
    }

    /** With a webhook a handle may turn up for two days, and meanwhile what may be out must not fill the lane. */
    @Test
    void four_hours_of_5xx_fill_no_lane_and_the_first_request_goes_out_soon_after() {
        World world = world(NOT_ASKED, content(Mode.BACKGROUND, true), 60);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("503 service unavailable")));
        pass(world, gate, Duration.ofHours(4));
        assertThat(gate.asked()).hasSizeLessThan(12);

        gate.open();
        pass(world, gate, Duration.ofMinutes(66));
        assertThat(world.vendor.jobs()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void an_outage_of_hours_uses_up_no_attempts() {
        World world = world(NOT_ASKED, content(Mode.BACKGROUND, false), 3);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("503 service unavailable")));
        pass(world, gate, Duration.ofHours(7));
        assertThat(in(world, "STUCK")).isEmpty();

        gate.open();
        pass(world, gate, Duration.ofHours(14));
        assertThat(in(world, "COLLECTED")).hasSize(3);
    }

    @Test
    void one_listing_a_tick_serves_all_and_none_is_made_for_what_has_been() {
        World world = world(ASKED, content(Mode.BATCH, false), 6);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("500 internal error")));
        pass(world, gate, Duration.ofDays(3));

        // 864 submit ticks and 2,160 reclaim ticks.
        assertThat(listings.get()).isLessThan(3_024);
        long attempts = world.store.all(Query.of(AttemptDocument.ALL, 500)).size();
        assertThat(attempts).isLessThan(6 * 100L);
    }

    @Test
    void a_listing_that_never_answers_ends_with_a_question_to_a_person() {
        World world = world(ASKED, content(Mode.BATCH, false), 1);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("500 internal error")));
        gate.listed(listing -> new NoAnswer("no answer"));
        pass(world, gate, Duration.ofHours(73));
        assertThat(in(world, "STUCK")).singleElement().satisfies(document -> {
            assertThat(document.fields().text("reason")).isEqualTo("UNCERTAIN");
            assertThat(document.fields().text("why")).contains("no complete listing since");
        });

        gate.open();
        gate.listed(listing -> listing);
        pass(world, gate, Duration.ofHours(3));
        assertThat(in(world, "COLLECTED"))
                .as("the vendor can be asked again, and never had it")
                .hasSize(1);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void what_is_uncertain_for_an_hour_may_be_bought_again_by_a_persons_word() {
        World world = world(ASKED, content(Mode.BATCH, false), 1);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("500 internal error")));
        gate.listed(listing -> new NoAnswer("no answer"));
        pass(world, gate, Duration.ofMinutes(30));
        Reservations reservations = new Reservations(world.context(), "operator");
        String key = in(world, "UNCERTAIN").getFirst().ref().id();
        assertThat(reservations.apply(key, new ReservationEvent.Retry()))
                .isInstanceOfSatisfying(
                        Change.NotMade.class, not -> assertThat(not.illegal()).isTrue());

        pass(world, gate, Duration.ofMinutes(60));
        assertThat(reservations.apply(key, new ReservationEvent.Retry()).made()).isTrue();
        gate.open();
        pass(world, gate, Duration.ofHours(2));
        assertThat(in(world, "COLLECTED")).hasSize(1);
        assertThat(world.store.all(Query.of(AttemptDocument.ALL, 9)).stream()
                        .mapToLong(each -> each.fields().number("risk_micro_usd"))
                        .sum())
                .as("the first one may have been billed")
                .isPositive();
    }

    /** Each listing takes three minutes, and ticks overlap: what it says is true of its beginning, however late it is said. */
    @Test
    void a_listing_that_is_slower_than_the_settling_time_counts() {
        World world = world(ASKED, content(Mode.BATCH, false), 1);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("500 internal error")));
        pass(world, gate, Duration.ofMinutes(6));
        AtomicInteger depth = new AtomicInteger();
        gate.open();
        gate.listed(listing -> {
            if (depth.getAndIncrement() == 0) {
                pass(world, gate, Duration.ofMinutes(3));
            }
            depth.decrementAndGet();
            return listing;
        });
        pass(world, gate, Duration.ofHours(2));
        assertThat(in(world, "COLLECTED")).hasSize(1);
    }

    /** Forty jobs whose looks hang for a minute each, and one text that is kept already. */
    @Test
    void looks_that_hang_do_not_starve_what_comes_after_them() {
        Definition content = content(Mode.BACKGROUND, false);
        World world = world(NOT_ASKED, content, 1);
        world.site("garden").down(true);
        world.pass(Duration.ofMinutes(10));
        assertThat(in(world, "COLLECTED")).hasSize(1);
        world.start(content, 40);
        world.process().submit();
        world.site("garden").down(false);
        Gate gate = counting(world);
        gate.seen(look -> {
            world.clock.advance(Duration.ofMinutes(1));
            return new Unreachable("no answer");
        });
        Ticks ticks = new Ticks(world.context(world.store, gate, site -> world.site(site.id())), Optional.empty());
        for (int i = 0; i < 12; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }
        assertThat(world.site("garden").effects()).hasSize(1);
        gate.seen(look -> new Pending());
    }

    /** The looks begin in their third of the time, and the last of them may end a minute after it. */
    @Test
    void looks_that_hang_do_not_starve_what_is_uncertain() {
        World world = world(ASKED, content(Mode.BATCH, false), 1);
        Gate gate = counting(world);
        gate.answer(request -> Optional.of(new Unsure("500 internal error")));
        pass(world, gate, Duration.ofMinutes(6));
        assertThat(in(world, "UNCERTAIN")).hasSize(1);
        gate.open();
        world.start(content(Mode.BATCH, false), 20);
        world.process().submit();
        gate.seen(look -> {
            world.clock.advance(Duration.ofMinutes(1));
            return new Unreachable("no answer");
        });
        Ticks ticks = new Ticks(world.context(world.store, gate, site -> world.site(site.id())), Optional.empty());
        for (int i = 0; i < 9; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }
        assertThat(in(world, "UNCERTAIN")).isEmpty();
    }
}
