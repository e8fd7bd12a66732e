package dev.tickbox.tick.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.NoticeSettings;
import dev.tickbox.content.Output;
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
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.MemoryNotifier;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellPeopleTest {
    private static final Job DAILY = Contents.job(
            "daily", "garden", "0 6 1 1 *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."));
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
        Definition d = Contents.of(jobs);
        Channel ops = new Channel("ops", new Channel.Slack("ops-slack"), on, Optional.empty(), texts);
        return Definition.of(
                d.sites(),
                d.jobs(),
                d.ticks(),
                d.budget(),
                d.limits(),
                d.vendor(),
                new NoticeSettings(new TreeMap<>(Map.of("ops", ops)), Optional.empty()));
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
        return world.store.get(ChannelDocument.ref("ops")).map(ChannelDocument::read).orElseThrow();
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
        assertThat(NeedsYou.of(world.context(), Optional.empty()).stuck().getLast().what())
                .isEqualTo("notices on ops");
        assertThat(NeedsYou.of(world.context(), Optional.empty()).stuck().getLast().why())
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
}
