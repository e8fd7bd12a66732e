package dev.tickbox.tick.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.MemoryInbox;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a notification of the vendor changes. */
class VendorNotificationsTest {
    private static final Faults NO_REPLY_IS_HEARD =
            Faults.NONE.losingReplies(1000).askable(false);
    private static final Faults SLOW = Faults.NONE.within(Duration.ofMinutes(40), Duration.ofMinutes(41));

    private static Definition content(Optional<String> webhookUrl) {
        Definition plain = Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));
        VendorSettings vendor = new VendorSettings(Optional.empty(), Optional.empty(), webhookUrl, new TreeMap<>());
        return Definition.of(plain.sites(), plain.jobs(), plain.ticks(), plain.budget(), plain.limits(), vendor);
    }

    private static World world(Faults faults) {
        return world(faults, Optional.empty());
    }

    private static World world(Faults faults, Optional<String> webhookUrl) {
        World world = new World(new MemoryStore(), faults, 1);
        world.push(content(webhookUrl));
        while (world.vendor.jobs().isEmpty()) {
            world.pass(Duration.ofMinutes(2));
        }
        return world;
    }

    private static Document only(World world) {
        return world.store
                .query(Query.of(ReservationDocument.ALL, 2))
                .documents()
                .getFirst();
    }

    private static String handle(World world) {
        return world.vendor.jobs().getFirst().text("handle");
    }

    @Test
    void a_job_whose_reply_was_lost_is_bound_by_what_the_vendor_says_and_not_bought_again() {
        World world = world(NO_REPLY_IS_HEARD);
        Document reservation = only(world);
        assertThat(reservation.fields().text("state")).isEqualTo("UNCERTAIN");

        world.clock.advance(Duration.ofMinutes(1));
        MemoryInbox inbox = inbox(world, reservation.ref().id());
        TickReport report = reclaim(world.context(), inbox);
        assertThat(report.counted("heard")).isEqualTo(1);
        assertThat(only(world).fields().text("state")).isEqualTo("COLLECTED");
        assertThat(inbox.waiting()).isZero();
        world.pass(Duration.ofDays(1).minusHours(2));
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(world.site("garden").effects()).hasSize(1);
    }

    @Test
    void what_is_out_is_looked_at_with_the_next_tick_however_long_its_pause_had_become() {
        World world = world(SLOW);
        world.pass(Duration.ofMinutes(35));
        String key = only(world).ref().id();
        Instant pause = due(world, key);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(pause).isAfter(world.clock.now());

        assertThat(hear(world.context(), inbox(world, key)).counted("heard")).isEqualTo(1);
        assertThat(due(world, key)).isEqualTo(world.clock.now());
        Document after = only(world);
        assertThat(hear(world.context(), inbox(world, key)).counted("heardBefore"))
                .isEqualTo(1);
        assertThat(only(world)).isEqualTo(after);
    }

    @Test
    void with_a_webhook_nothing_is_bought_again_before_the_vendor_has_had_its_time_to_call() {
        World world = world(NO_REPLY_IS_HEARD, Optional.of("https://example.com/webhook"));
        world.pass(Duration.ofHours(49));
        assertThat(ofTheFirst(world)).as("within the time that a job may take").hasSize(1);
        world.pass(Duration.ofHours(4));
        assertThat(ofTheFirst(world)).as("the vendor never called").hasSize(2);
    }

    @Test
    void without_a_webhook_nobody_waits_for_a_call() {
        World world = world(NO_REPLY_IS_HEARD);
        world.pass(Duration.ofHours(1));
        assertThat(ofTheFirst(world)).hasSizeGreaterThan(1);
    }

    /** The jobs at the vendor for the first day's article. */
    private static List<Fields> ofTheFirst(World world) {
        String first = world.vendor.jobs().getFirst().text("label").replaceAll("-[0-9]+$", "-");
        return world.vendor.jobs().stream()
                .filter(job -> job.text("label").startsWith(first))
                .toList();
    }

    private static Instant due(World world, String key) {
        return world.store
                .get(AttemptDocument.ref(key, 1))
                .orElseThrow()
                .fields()
                .time("due");
    }

    @Test
    void an_attempt_that_the_ledger_does_not_have_stays_in_the_inbox_and_is_no_error() {
        World world = world(SLOW);
        MemoryInbox inbox = inbox(world, "0".repeat(64));
        TickReport report = reclaim(world.context(), inbox);
        assertThat(report.counted("heardTooEarly")).isEqualTo(1);
        assertThat(report.errors()).isEmpty();
        assertThat(inbox.waiting()).isEqualTo(1);
    }

    @Test
    void what_a_restored_ledger_has_not_bought_yet_is_bound_once_it_would_buy_it() {
        MemoryStore original = new MemoryStore();
        World before = new World(original, SLOW, 1);
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
        before.push(Contents.of(job));
        new StartRuns(before.context(), "person").byHand(Contents.of(job), job);
        new DriveRuns(before.context(), new Definitions(original, before.clock), "half")
                .due(() -> false, new TickReport("half", before.clock.now()));
        MemoryStore backup = original.copy();
        before.process().submit();

        World after = before.on(backup);
        Control control = new Control(backup, after.clock);
        control.restored();
        control.pause(false);
        MemoryInbox inbox = inbox(after, only(after).ref().id());
        assertThat(hear(after.context(), inbox).counted("heardTooEarly")).isEqualTo(1);
        after.process().submit();
        after.clock.advance(Duration.ofMinutes(2));
        assertThat(hear(after.context(), inbox).counted("heard")).isEqualTo(1);
        assertThat(inbox.waiting()).isZero();
        assertThat(only(after).fields().text("state")).isEqualTo("SUBMITTED");
        assertThat(after.vendor.jobs()).hasSize(1);
    }

    @Test
    void what_could_not_be_applied_stays_in_the_inbox_and_the_rest_is_applied() {
        World world = world(SLOW);
        String key = only(world).ref().id();
        MemoryInbox inbox = inbox(world, "0".repeat(64));
        inbox.publish(new Notification(key, 1, handle(world)));
        Boundary broken = new Boundary() {
            private int calls;

            @Override
            public <T> T call(String name, Supplier<T> effect) {
                if (calls++ == 0) {
                    throw new StoreException("the store does not answer");
                }
                return effect.get();
            }
        };
        TickContext context = world.context();
        TickReport report =
                hear(world.context(broken.around(world.store), context.generator(), context.publishers()), inbox);
        assertThat(report.errors()).hasSize(1);
        assertThat(report.counted("heard")).isEqualTo(1);
        assertThat(inbox.waiting()).isEqualTo(1);
    }

    @Test
    void nothing_is_bought_again_in_a_tick_that_could_not_read_all_notifications() {
        for (boolean isFlooded : new boolean[] {false, true}) {
            World world = world(NO_REPLY_IS_HEARD, Optional.of("https://example.com/webhook"));
            world.pass(Duration.ofHours(50));
            world.clock.advance(Duration.ofHours(3));
            MemoryInbox flooded = new MemoryInbox(world.clock);
            for (int i = 0; i <= VendorNotifications.AT_MOST; i++) {
                flooded.publish(new Notification(String.format("%064x", i), 1, "v1_x"));
            }
            Inbox down = new Inbox() {
                @Override
                public Pulled pull(int atMost, Duration patience) {
                    throw new IllegalStateException("Pub/Sub does not answer");
                }

                @Override
                public void acknowledge(List<String> receipts) {}
            };
            assertThat(reclaim(world.context(), isFlooded ? flooded : down).errors())
                    .isNotEmpty();
            assertThat(only(world).fields().text("state")).isEqualTo("UNCERTAIN");
            world.clock.advance(Duration.ofHours(1));
            reclaim(world.context(), new MemoryInbox(world.clock));
            assertThat(only(world).fields().text("state")).isEqualTo("RESERVED");
        }
    }

    @Test
    void after_a_reply_that_was_lost_nothing_is_bought_again_in_this_tick() {
        World world = world(NO_REPLY_IS_HEARD, Optional.of("https://example.com/webhook"));
        world.pass(Duration.ofHours(50));
        world.clock.advance(Duration.ofHours(3));
        MemoryInbox inbox = inbox(world, only(world).ref().id());
        Inbox losing = new Inbox() {
            private int pulls;

            @Override
            public Pulled pull(int atMost, Duration patience) {
                Pulled pulled = inbox.pull(atMost, patience);
                if (pulls++ == 0) {
                    throw new IllegalStateException("the reply was lost");
                }
                return pulled;
            }

            @Override
            public void acknowledge(List<String> receipts) {
                inbox.acknowledge(receipts);
            }
        };
        assertThat(reclaim(world.context(), losing).errors()).hasSize(1);
        assertThat(only(world).fields().text("state")).isEqualTo("UNCERTAIN");
        world.clock.advance(Duration.ofMinutes(10));
        reclaim(world.context(), inbox);
        assertThat(ofTheFirst(world)).hasSize(1);
        assertThat(only(world).fields().text("state")).isEqualTo("COLLECTED");
    }

    @Test
    void messages_that_are_no_notifications_are_counted_so_that_they_end() {
        World world = world(SLOW);
        Inbox endless = new Inbox() {
            @Override
            public Pulled pull(int atMost, Duration patience) {
                return new Pulled(List.of(), atMost);
            }

            @Override
            public void acknowledge(List<String> receipts) {}
        };
        assertThat(hear(world.context(), endless).errors())
                .singleElement()
                .asString()
                .contains("more than");
    }

    @Test
    void what_the_vendor_reported_in_the_last_minute_is_found_before_it_is_bought_again() {
        World world = world(NO_REPLY_IS_HEARD, Optional.of("https://example.com/webhook"));
        world.pass(Duration.ofHours(50));
        world.clock.advance(Duration.ofHours(3));
        MemoryInbox late = new MemoryInbox(world.clock);
        // It comes while the tick collects: the first pull finds nothing.
        Inbox second = new Inbox() {
            private int pulls;

            @Override
            public Pulled pull(int atMost, Duration patience) {
                if (pulls++ == 1) {
                    late.publish(new Notification(only(world).ref().id(), 1, handle(world)));
                }
                return late.pull(atMost, patience);
            }

            @Override
            public void acknowledge(List<String> receipts) {
                late.acknowledge(receipts);
            }
        };
        reclaim(world.context(), second);
        assertThat(only(world).fields().text("state")).isEqualTo("SUBMITTED");
        assertThat(ofTheFirst(world)).hasSize(1);
    }

    private static MemoryInbox inbox(World world, String key) {
        MemoryInbox inbox = new MemoryInbox(world.clock);
        inbox.publish(new Notification(key, 1, handle(world)));
        return inbox;
    }

    private static TickReport hear(TickContext context, Inbox inbox) {
        TickReport report = new TickReport("reclaim", context.clock().now());
        new VendorNotifications(context, inbox, "reclaim", report).due();
        return report;
    }

    private static TickReport reclaim(TickContext context, Inbox inbox) {
        return new Ticks(context, Optional.empty(), inbox, () -> false).reclaim();
    }
}
