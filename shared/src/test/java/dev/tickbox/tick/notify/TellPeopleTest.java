package dev.tickbox.tick.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.NoticeSettings;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ChannelDocument;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.ToldChannel;
import dev.tickbox.notice.Topic;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.view.NeedsYou;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.MemoryNotifier;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellPeopleTest {
    private static final Job DAILY =
            Contents.job("daily", "garden", "0 6 1 1 *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."));
    private static final Job ASKING = Contents.job(
            "asking",
            "garden",
            "0 6 1 1 *",
            OnUncertain.RESUBMIT,
            List.of(
                    Contents.generate("article", "Write.", new Output.Article()),
                    new Step.Approve("ok", "article", Optional.empty()),
                    new Step.Publish("publish", "ok", "garden")));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate vendor = new Gate(world);
    private final MemoryNotifier people = new MemoryNotifier();

    private static Definition with(boolean texts, Set<Topic> on, Job... jobs) {
        return with(new Channel("ops", new Channel.Slack("ops-slack"), on, Optional.empty(), texts), jobs);
    }

    private static Definition with(Channel ops, Job... jobs) {
        Definition d = Contents.of(jobs);
        return Definition.of(
                d.sites(),
                d.jobs(),
                d.ticks(),
                d.budget(),
                d.limits(),
                d.vendor(),
                new NoticeSettings(
                        new TreeMap<>(Map.of("ops", ops)),
                        Optional.of(new CalledAddress("https://hc.example/p", false))));
    }

    private Ticks ticks() {
        return new Ticks(world.context(world.store, vendor, site -> world.site(site.id())), Optional.empty())
                .telling(new Outlet(people, words -> "tickbox " + words));
    }

    private void pass(Duration time) {
        Instant end = world.clock.now().plus(time);
        while (world.clock.now().isBefore(end)) {
            world.clock.advance(Duration.ofMinutes(2));
            ticks().submit();
            ticks().reclaim();
        }
    }

    private void refuse() {
        vendor.answer(request -> Optional.of(new Refused("not this one", true, Optional.empty())));
    }

    private void start(Definition content, int runs) {
        world.push(content);
        world.start(content, runs);
    }

    private ToldChannel ops() {
        return world.store
                .get(ChannelDocument.ref("ops"))
                .map(ChannelDocument::read)
                .orElseThrow();
    }

    @Test
    void what_fails_is_told_once_with_since_when_its_price_and_its_command_and_again_after_a_day() {
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), DAILY), 1);
        pass(Duration.ofHours(3));

        assertThat(people.read()).hasSize(1);
        Message.Text text = people.read().getFirst().text();
        assertThat(text.subject()).isEqualTo("Tickbox: 1 thing waits for you");
        assertThat(String.join("\n", text.lines()))
                .contains("not this one (since 2026-11-21T05:02:00Z)")
                .contains("\n  tickbox retry ")
                .contains("; at most about $0.0");

        pass(Duration.ofHours(22));
        assertThat(people.read()).hasSize(2);
        pass(Duration.ofHours(22));
        assertThat(people.read()).hasSize(2);
    }

    @Test
    void forty_failed_rows_are_one_message_however_they_fail() {
        List<String> topics = IntStream.range(0, 40).mapToObj(i -> "topic " + i).toList();
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), Contents.rows("garden", topics, each -> each)), 1);
        pass(Duration.ofMinutes(50));

        assertThat(people.read()).hasSize(1);
        assertThat(String.join("\n", people.read().getFirst().text().lines())).contains("40 rows of notes of digest@");
    }

    @Test
    void a_question_is_told_without_its_text_and_its_answer_is_no_news() {
        start(with(false, EnumSet.of(Topic.NEEDS_YOU, Topic.RECOVERED), ASKING), 1);
        pass(Duration.ofHours(1));

        assertThat(people.read()).hasSize(1);
        String text = String.join("\n", people.read().getFirst().text().lines());
        assertThat(text).contains("waits for your approval since").contains("tickbox approve asking@");
        assertThat(text).doesNotContain("markdown");
    }

    @Test
    void a_text_is_sent_only_where_the_content_says_so() {
        start(with(true, Set.of(Topic.NEEDS_YOU), ASKING), 1);
        pass(Duration.ofHours(1));

        assertThat(String.join("\n", people.read().getFirst().text().lines())).contains("\"markdown\"");
    }

    @Test
    void what_waits_no_longer_is_told_where_it_is_wanted() {
        refuse();
        start(with(false, EnumSet.of(Topic.NEEDS_YOU, Topic.RECOVERED), DAILY), 1);
        pass(Duration.ofHours(1));
        abandonAll();
        pass(Duration.ofHours(1));

        assertThat(people.read().stream().map(Message::topic)).containsExactly(Topic.NEEDS_YOU, Topic.RECOVERED);
        assertThat(people.read().getLast().text().subject())
                .isEqualTo("Tickbox: waits no longer; nothing waits for you");
    }

    private void abandonAll() {
        new AbandonRun(world.context(), "ana")
                .of(world.store
                        .query(Query.of(RunDocument.ALL, 1))
                        .documents()
                        .getFirst()
                        .ref()
                        .id());
    }

    @Test
    void a_paused_store_tells_all_the_same() {
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), DAILY), 1);
        ticks().submit();
        new Control(world.store, world.clock).pause(true);
        pass(Duration.ofMinutes(10));

        assertThat(people.read()).hasSize(1);
    }

    @Test
    void what_cannot_be_delivered_is_listed_and_tried_less_and_less_often_and_causes_no_other_message() {
        List<Instant> tries = new ArrayList<>();
        people.answer(message -> {
            tries.add(world.clock.now());
            return new Notifier.NotDelivered("answered 503");
        });
        refuse();
        start(with(false, EnumSet.allOf(Topic.class), DAILY), 1);
        pass(Duration.ofHours(1));

        assertThat(tries.size()).isBetween(4, 6);
        assertThat(NeedsYou.of(world.context(), Optional.empty())
                        .stuck()
                        .getLast()
                        .what())
                .isEqualTo("notices on ops");
        assertThat(NeedsYou.of(world.context(), Optional.empty())
                        .stuck()
                        .getLast()
                        .why())
                .contains("answered 503")
                .contains("next try at ");
        for (int day = 0; day < 12; day++) {
            world.clock.advance(Duration.ofDays(1));
            ticks().reclaim();
        }
        Instant last = tries.getLast();
        world.clock.advance(Duration.ofHours(23));
        ticks().reclaim();
        assertThat(tries.getLast()).isEqualTo(last);

        people.answer(message -> new Notifier.Delivered());
        world.clock.advance(Duration.ofHours(8));
        TickReport report = ticks().reclaim();
        assertThat(report.errors()).isEmpty();
        assertThat(people.read()).hasSize(1);
        assertThat(NeedsYou.of(world.context(), Optional.empty()).stuck()).hasSize(1);
    }

    @Test
    void two_ticks_at_once_send_it_once() {
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), DAILY), 1);
        ticks().submit();
        people.answer(message -> {
            people.answer(again -> new Notifier.Delivered());
            ticks().reclaim();
            return new Notifier.Delivered();
        });
        ticks().reclaim();

        assertThat(people.read()).hasSize(1);
        assertThat(ops().state()).isInstanceOf(ToldChannel.Idle.class);
    }

    @Test
    void a_process_that_dies_before_it_sends_is_followed_by_one_that_sends() {
        dies(false);
    }

    @Test
    void a_process_that_dies_after_it_sent_is_followed_by_one_that_sends_the_same_again() {
        dies(true);
    }

    private void dies(boolean arrived) {
        List<String> sent = new ArrayList<>();
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), DAILY), 1);
        ticks().submit();
        people.answer(message -> {
            if (arrived) {
                sent.add(message.id());
            }
            throw new AssertionError("died");
        });
        ticks().reclaim();
        people.answer(message -> {
            sent.add(message.id());
            return new Notifier.Delivered();
        });
        ticks().reclaim();
        assertThat(people.read()).as("not before its pause is over").isEmpty();
        pass(Duration.ofHours(1));

        assertThat(people.read()).hasSize(1);
        assertThat(sent).hasSize(arrived ? 2 : 1);
        assertThat(Set.copyOf(sent)).hasSize(1);
    }

    /** At each commit of the tick that tells, both before and after it. */
    @Test
    void wherever_the_store_fails_the_message_arrives_under_one_id_and_nothing_is_left() {
        for (boolean applied : List.of(true, false)) {
            for (int at = 1; at <= 6; at++) {
                TellPeopleTest each = new TellPeopleTest();
                each.failsAt(at, applied);
            }
        }
    }

    private void failsAt(int at, boolean applied) {
        refuse();
        start(with(false, Set.of(Topic.NEEDS_YOU), DAILY), 1);
        ticks().submit();
        AtomicInteger commits = new AtomicInteger();
        Boundary dying = new Boundary() {
            @Override
            public <T> T call(String name, Supplier<T> effect) {
                boolean strikes = name.equals("store.commit") && commits.incrementAndGet() >= at;
                if (strikes && applied && commits.get() == at) {
                    var _ = effect.get();
                }
                if (strikes) {
                    throw new IllegalStateException("died");
                }
                return effect.get();
            }
        };
        new Ticks(world.context(dying.around(world.store), vendor, site -> world.site(site.id())), Optional.empty())
                .telling(new Outlet(people, words -> "tickbox " + words))
                .reclaim();
        pass(Duration.ofHours(1));

        String when = "commit " + at + (applied ? ", applied" : ", not applied");
        assertThat(people.read()).as(when).isNotEmpty();
        assertThat(people.read().stream().map(Message::id).distinct()).as(when).hasSize(1);
        assertThat(people.read()).as(when).hasSizeLessThanOrEqualTo(2);
        assertThat(ops().state()).as(when).isInstanceOf(ToldChannel.Idle.class);
    }

    @Test
    void the_brief_comes_at_its_time_also_when_all_is_well() {
        Schedule eight = new Schedule("0 8 * * *", ZoneOffset.UTC);
        Job often =
                Contents.job("often", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."));
        world.push(with(new Channel("ops", new Channel.Slack("s"), Set.of(), Optional.of(eight), false), often));
        pass(Duration.ofHours(2));
        assertThat(people.read()).isEmpty();
        pass(Duration.ofHours(2));

        assertThat(people.read()).hasSize(1);
        Message.Text text = people.read().getFirst().text();
        assertThat(text.subject()).isEqualTo("Tickbox: nothing waits for you");
        assertThat(String.join("\n", text.lines()))
                .startsWith("The last 24 hours (today up to $0.0")
                .contains("\n  often@2026-11-21T06:00Z: DONE, ");
        pass(Duration.ofHours(24));
        assertThat(people.read()).hasSize(2);
    }

    @Test
    void a_brief_says_which_slot_no_tick_has_started() {
        Schedule eight = new Schedule("0 8 * * *", ZoneOffset.UTC);
        Job often =
                Contents.job("often", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."));
        world.push(with(new Channel("ops", new Channel.Slack("s"), Set.of(), Optional.of(eight), false), often));
        ticks().reclaim();
        world.clock.advance(Duration.ofHours(4));
        ticks().reclaim();

        assertThat(people.read().getFirst().text().lines())
                .contains("  often: the slot of 2026-11-21T06:00:00Z is MISSING: no tick has started it");
    }

    @Test
    void a_day_whose_budget_is_reached_is_told_once() {
        Definition content = with(false, EnumSet.of(Topic.BUDGET), DAILY);
        start(
                Definition.of(
                        content.sites(),
                        content.jobs(),
                        content.ticks(),
                        new Budget(10_000, ZoneOffset.UTC),
                        content.limits(),
                        content.vendor(),
                        content.notices()),
                3);
        pass(Duration.ofHours(3));

        assertThat(people.read()).hasSize(1);
        assertThat(people.read().getFirst().text().lines())
                .contains("The budget of 2026-11-21 is used up: what is not bought yet waits for the next day.");
    }
}
