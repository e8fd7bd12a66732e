package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.program.Steps;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a site has published, read by a later run. */
class RecentTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void the_newest_articles_of_the_site_come_first_and_reach_the_prompt() {
        world.push(content(2));
        world.pass(Duration.ofDays(4));

        List<String> titles = titles();
        List<String> prompts = prompts();
        assertThat(titles).hasSize(4);
        assertThat(prompts.getFirst()).isEqualTo("Day 2026-11-21, not these 0: ");
        assertThat(prompts.getLast())
                .startsWith("Day 2026-11-24, not these 2: ")
                .contains(titles.get(1), titles.get(2))
                .doesNotContain(titles.get(0));
        assertThat(prompts.getLast().indexOf(titles.get(2)))
                .isLessThan(prompts.getLast().indexOf(titles.get(1)));
        assertThat(prompts.getLast()).contains("\"date\":\"2026-11-23\"", "\"url\":", "\"slug\":");
    }

    private List<String> prompts() {
        Bodies bodies = new Bodies(world.store, 1 << 20);
        return runs().stream()
                .flatMap(run ->
                        world.store.all(Query.of(ReservationDocument.ALL, 10).where("run", run)).stream())
                .map(ReservationDocument::read)
                .map(r -> bodies.load(r.order().run(), r.order().request()))
                .map(text -> Request.fromJson(text).prompt())
                .toList();
    }

    /** The titles on the site, the oldest first. */
    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        new TreeMap<>(world.site("garden").files())
                .values()
                .forEach(file -> titles.add(file.article().title()));
        return titles;
    }

    @Test
    void it_is_read_once_for_each_run_whatever_is_published_meanwhile() {
        List<List<Map<String, Object>>> read = new ArrayList<>();
        world.push(Contents.of(
                Contents.java("nightly", "garden", "0 6 * * *", "Nightly"),
                Contents.job(
                        "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."))));
        Ticks ticks = new Ticks(
                world.context()
                        .withPrograms(name -> new TickContext.Code(
                                (Steps steps) -> {
                                    List<Map<String, Object>> rows = steps.recent("past", 10);
                                    read.add(rows);
                                    steps.generate(
                                                    "text",
                                                    new Request(
                                                            Contents.MODEL,
                                                            "Of " + rows.size(),
                                                            Optional.empty(),
                                                            Optional.empty(),
                                                            2048))
                                            .text();
                                },
                                "1")),
                Optional.empty());
        for (int i = 0; i < 12; i++) {
            world.clock.advance(Duration.ofMinutes(20));
            ticks.submit();
            ticks.reclaim();
        }

        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(read)
                .hasSizeGreaterThan(1)
                .allSatisfy(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void a_run_from_before_a_restoration_reads_nothing_anew_until_a_person_says_so() {
        Definition content = content(50);
        world.push(content);
        world.pass(Duration.ofDays(1));
        world.start(content, 1);
        String run = runs().getLast();
        Control control = new Control(world.store, world.clock);
        control.restored();
        control.pause(false);
        int sold = world.vendor.jobs().size();
        world.clock.advance(Duration.ofSeconds(1));
        world.process().submit();

        assertThat(run(run).text("state")).isEqualTo("FAILED");
        assertThat(run(run).text("failed_step")).isEqualTo("past");
        assertThat(run(run).text("why")).startsWith("restored: ").contains("tickbox retry " + run);
        assertThat(world.vendor.jobs()).hasSize(sold);

        new Runs(world.context(), "operator").apply(run, new RunEvent.Resume());
        world.pass(Duration.ofHours(1));

        assertThat(run(run).text("state")).isEqualTo("DONE");
    }

    private List<String> runs() {
        return world.store.all(Query.of(RunDocument.ALL, 10).orderedBy("created_at")).stream()
                .map(run -> run.ref().id())
                .toList();
    }

    private Fields run(String id) {
        return world.store.get(RunDocument.ref(id)).orElseThrow().fields();
    }

    private static Definition content(int maxRows) {
        return Contents.of(Contents.job(
                "daily",
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(
                        new Step.Recent("past", "garden", maxRows),
                        Contents.generate(
                                "draft",
                                "Day {{run.date}}, not these {{steps.past.count}}: {{#steps.past.rows}}{{.}}{{/steps.past.rows}}",
                                new Output.Article()),
                        new Step.Publish("publish", "draft", "garden"))));
    }
}
