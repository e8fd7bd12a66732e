package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteGateTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Set<String> unusable = new HashSet<>();
    private final List<TextOrigin> asked = new ArrayList<>();

    private final SitePublishers publishers = new SitePublishers() {
        @Override
        public Publisher of(Site site, TextOrigin texts) {
            return world.site(site.id());
        }

        @Override
        public Optional<String> unusable(Site site, TextOrigin texts) {
            asked.add(texts);
            return unusable.contains(site.id()) ? Optional.of("there is no secret") : Optional.empty();
        }
    };

    private TickReport submit() {
        return new Ticks(world.context(world.store, new SimulatedGenerator(world.vendor), publishers), Optional.empty())
                .submit();
    }

    private List<Document> reserved() {
        return world.store.all(Query.of(ReservationDocument.ALL, 10).where("state", "RESERVED"));
    }

    /** One purchase each, with one place at the vendor for all. */
    private void twoSitesAndOnePlace() {
        Definition content = Contents.of(
                Contents.job("a", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")),
                Contents.job("b", "kitchen", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write.")));
        Definition narrow = Contents.with(content, ContentLimits.DEFAULT.withOutstanding(1));
        world.push(narrow);
        world.start(narrow, 1);
    }

    @Test
    void rows_that_no_site_here_could_take_do_not_stand_before_others() {
        List<String> topics = IntStream.range(0, 60).mapToObj(i -> "topic " + i).toList();
        for (String closed : List.of("garden", "kitchen")) {
            SiteGateTest other = new SiteGateTest();
            other.unusable.add(closed);
            Definition content = Contents.with(
                    Contents.of(
                            Contents.rows("garden", topics, each -> each),
                            Contents.rows("other", "kitchen", topics, each -> each)),
                    ContentLimits.DEFAULT.withOutstanding(20));
            other.world.push(content);
            other.world.start(content, 1);
            other.submit();
            other.submit();
            assertThat(other.world.vendor.jobs()).as(closed + " is closed").hasSize(16);
        }
    }

    @Test
    void what_no_site_here_could_take_is_not_bought_and_takes_no_place_from_others() {
        for (String closed : List.of("garden", "kitchen")) {
            SiteGateTest other = new SiteGateTest();
            other.unusable.add(closed);
            other.twoSitesAndOnePlace();
            TickReport report = other.submit();
            assertThat(other.world.vendor.jobs()).as(closed + " is closed").hasSize(1);
            assertThat(report.counted("heldForSite")).isEqualTo(1);
            assertThat(report.toMap().get("waits"))
                    .asString()
                    .contains("not bought", "site " + closed + ": there is no secret");
        }
    }

    @Test
    void what_is_held_does_not_change_and_is_bought_once_the_site_can_be_used() {
        unusable.addAll(List.of("garden", "kitchen"));
        twoSitesAndOnePlace();
        submit();
        List<Document> held = reserved();
        assertThat(held).hasSize(2);
        submit();
        assertThat(reserved()).isEqualTo(held);
        assertThat(world.vendor.jobs()).isEmpty();

        unusable.clear();
        submit();
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(asked).containsOnly(TextOrigin.SIMULATED);
    }

    @Test
    void one_site_that_can_be_used_is_enough() {
        List<Step> steps = new ArrayList<>(Contents.single("garden", "Write."));
        steps.add(new Step.Publish("also", "article", "kitchen"));
        Definition content = Contents.of(
                Contents.job("both", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps),
                Contents.job("b", "kitchen", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write.")));
        unusable.add("garden");
        assertThat(gate(content).closed("both")).isEmpty();
        unusable.add("kitchen");
        assertThat(gate(content).closed("both"))
                .hasValueSatisfying(why -> assertThat(why).contains("site garden: ", "site kitchen: "));
    }

    @Test
    void each_site_is_asked_once_and_a_job_without_a_known_site_is_not_held() {
        Definition content = Contents.twoJobs(OnUncertain.RESUBMIT);
        SiteGate gate = gate(content);
        content.jobs().keySet().forEach(job -> {
            assertThat(gate.closed(job)).isEmpty();
            assertThat(gate.closed(job)).isEmpty();
        });
        assertThat(asked).hasSize(content.sites().size());
        Definition none = Definition.of(
                Map.of(), content.jobs(), content.ticks(), content.budget(), content.limits(), content.vendor());
        unusable.addAll(content.sites().keySet());
        assertThat(gate(none).closed(content.jobs().firstKey())).isEmpty();
        assertThat(gate(content).closed("removed")).isEmpty();
    }

    private SiteGate gate(Definition content) {
        return new SiteGate(publishers, content, TextOrigin.REAL);
    }
}
