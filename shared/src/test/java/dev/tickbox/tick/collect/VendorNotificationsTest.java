package dev.tickbox.tick.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a webhook's word changes. */
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
        TickReport report =
                new VendorNotifications(world.context()).event(reservation.ref().id(), 1, handle(world));
        assertThat(report.counted("heard")).isEqualTo(1);
        assertThat(only(world).fields().text("state")).isEqualTo("SUBMITTED");
        world.process().reclaim();
        assertThat(only(world).fields().text("state")).isEqualTo("COLLECTED");
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

        assertThat(new VendorNotifications(world.context())
                        .event(key, 1, handle(world))
                        .counted("heard"))
                .isEqualTo(1);
        assertThat(due(world, key)).isEqualTo(world.clock.now());
        Document after = only(world);
        assertThat(new VendorNotifications(world.context())
                        .event(key, 1, handle(world))
                        .counted("heardBefore"))
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
    void a_key_that_is_not_there_is_acknowledged_and_told_and_no_error() {
        World world = world(SLOW);
        TickReport stranger = new VendorNotifications(world.context()).event("0".repeat(64), 1, "v1_x");
        assertThat(stranger.counted("unknown")).isEqualTo(1);
        assertThat(stranger.errors()).isEmpty();
    }

    @Test
    void what_a_restored_ledger_has_not_bought_yet_is_to_be_said_again_and_is_bound_then() {
        MemoryStore original = new MemoryStore();
        World before = new World(original, SLOW, 1);
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
        before.push(Contents.of(job));
        new StartRuns(before.context(), "person").byHand(Contents.of(job), job);
        new DriveRuns(before.context(), new Definitions(original, before.clock), "half")
                .due(() -> false, new TickReport("half", before.clock.now()));
        MemoryStore backup = original.copy();
        before.process().submit();
        String handle = before.vendor.jobs().getFirst().text("handle");

        World after = before.on(backup);
        Control control = new Control(backup, after.clock);
        control.restored();
        control.pause(false);
        String key = only(after).ref().id();
        assertThat(new VendorNotifications(after.context())
                        .event(key, 1, handle)
                        .errors())
                .hasSize(1);
        after.process().submit();
        assertThat(new VendorNotifications(after.context())
                        .event(key, 1, handle)
                        .counted("heard"))
                .isEqualTo(1);
        assertThat(only(after).fields().text("state")).isEqualTo("SUBMITTED");
        assertThat(after.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_ledger_that_cannot_be_reached_is_an_error_so_that_the_vendor_calls_again() {
        World world = world(SLOW);
        Boundary broken = new Boundary() {
            @Override
            public <T> T call(String name, Supplier<T> effect) {
                throw new StoreException("the store does not answer");
            }
        };
        TickContext context = world.context();
        TickContext cut = world.context(broken.around(world.store), context.generator(), context.publishers());
        assertThat(new VendorNotifications(cut)
                        .event(only(world).ref().id(), 1, handle(world))
                        .errors())
                .isNotEmpty();
    }
}
