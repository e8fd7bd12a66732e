package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.page.PageVisit;
import dev.tickbox.page.RawRequest;
import dev.tickbox.run.Run;
import dev.tickbox.view.RunRecords;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is clicked on the page does what the command does, once, and only for whoever the page is for. */
class PageActsTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    @TempDir
    private Path folder = Path.of("");

    private Optional<PageDesk> desk = Optional.empty();

    private PageVisit open(Faults faults, List<Step> steps) {
        PageDesk opened = new PageDesk(folder, faults, world -> {
            world.push(Contents.of(Contents.job("daily", "garden", "0 6 21 11 *", OnUncertain.RESUBMIT, steps)));
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofMinutes(20));
        });
        desk = Optional.of(opened);
        return opened.visit();
    }

    @AfterEach
    void close() {
        desk.ifPresent(PageDesk::close);
    }

    private PageVisit asking() {
        return open(
                Faults.NONE,
                List.of(
                        Contents.generate("draft", "Write.", new Output.Article()),
                        new Step.Approve("ok", "draft", Optional.empty()),
                        new Step.Publish("publish", "ok", "garden")));
    }

    private String question() {
        return story().approvals().getFirst().question().id();
    }

    private RunRecords story() {
        return desk.orElseThrow().story(RUN);
    }

    private String explained() {
        return desk.orElseThrow().explained(RUN);
    }

    @Test
    void an_approval_is_one_click_and_the_second_click_says_that_it_is_done() {
        PageVisit visit = asking();
        assertThat(visit.look("")).contains("<button>Approve</button>", "Edit and approve", "Read the text");
        Map<String, String> form = Map.of("act", "approve", "id", question(), "back", RUN);
        assertThat(visit.click(form).body()).contains("Done", "approved: ok of " + RUN, "run?id&#x3D;daily");
        assertThat(visit.click(form).body()).contains("Done", "already approved: ok of " + RUN);
        assertThat(explained()).contains("was approved by ");
        var other = visit.click(Map.of("act", "reject", "id", question(), "why", "too late"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("Not done", "it was approved by");
    }

    @Test
    void a_rejection_needs_a_reason_which_is_kept_as_it_was_typed() {
        PageVisit visit = asking();
        assertThat(visit.click(Map.of("act", "reject", "id", question(), "why", " "))
                        .status())
                .isEqualTo(400);
        assertThat(visit.click(Map.of("act", "reject", "id", question(), "why", "@/etc/passwd --by=x \"no\""))
                        .status())
                .isEqualTo(200);
        assertThat(explained()).contains("rejected", "@/etc/passwd --by=x \"no\"");
    }

    @Test
    void an_edited_text_is_approved_and_the_bought_one_stays_beside_it() {
        PageVisit visit = asking();
        assertThat(visit.look("edit?id=" + question())).contains("<textarea", "The Markdown of the article");
        assertThat(visit.click(Map.of("act", "edit", "id", question(), "text", "# Mine\r\n\r\n<b>better</b>\r\n"))
                        .body())
                .contains("approved with your changes");
        assertThat(visit.look("run?id=daily%402026-11-21T06%3A00Z"))
                .contains("class=\"pair\"", "# Mine\n\n&lt;b&gt;better&lt;/b&gt;");
        assertThat(visit.request("edit?id=" + question()).send().status()).isEqualTo(404);
    }

    @Test
    void no_other_page_and_no_form_without_the_token_changes_anything() {
        PageVisit visit = asking();
        String before = explained();
        String origin = "Origin: http://127.0.0.1:" + visit.port();
        RawRequest right = visit.form(Map.of("act", "approve", "id", question()));
        RawRequest noToken = visit.request("act").posting("act=approve&id=" + question());
        RawRequest noCookie = RawRequest.get(visit.port(), visit.base() + "act").posting(right.body());
        List<RawRequest> forged = List.of(
                right,
                right.with("Origin: null"),
                right.with("Origin: http://evil.example"),
                right.with("Origin: http://127.0.0.1:1"),
                right.with("Origin: https://127.0.0.1:" + visit.port()),
                right.with(origin).with("Origin: http://evil.example"),
                right.with(origin).with("Sec-Fetch-Site: cross-site"),
                right.with(origin).with("Sec-Fetch-Site: same-site"),
                right.with(origin).withHost("evil.example:" + visit.port()),
                noToken.with(origin),
                visit.request("act")
                        .posting("token=guess&act=approve&id=" + question())
                        .with(origin),
                noCookie.with(origin),
                visit.request("act?" + right.body()).with(origin),
                visit.request("?" + right.body()).with(origin));
        assertThat(forged.stream().map(RawRequest::send).map(RawRequest.Answer::status))
                .isSubsetOf(200, 403, 404, 421)
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(explained()).isEqualTo(before);
        assertThat(right.with(origin).send().status()).isEqualTo(200);
    }

    @Test
    void a_form_that_no_page_makes_is_refused() {
        PageVisit visit = asking();
        String before = explained();
        for (Map<String, String> form : List.of(
                Map.of("act", "forget", "id", RUN),
                Map.of("act", "run", "id", "daily"),
                Map.of("act", "approve"),
                Map.of("act", "retry", "id", RUN, "flag", "--store=sqlite:/tmp/other.db"),
                Map.of("act", "retry", "id", "--all"),
                Map.of("act", "abandon", "id", "@" + folder.resolve("world.db")))) {
            assertThat(visit.click(form).status()).as(form.toString()).isIn(400, 409);
        }
        assertThat(explained()).isEqualTo(before);
    }

    @Test
    void a_double_click_on_retry_buys_once() {
        PageVisit visit = open(Faults.NONE.blocking(1000), Contents.single("garden", "Write."));
        var stuck = story().reservations().getFirst();
        assertThat(visit.look("")).contains("Needs your decision", "<button>Retry (at most about $0.0");
        Map<String, String> retry = Map.of("act", "retry", "id", stuck.order().key());
        Stream.of(retry, retry)
                .parallel()
                .map(visit::click)
                .forEach(answer -> assertThat(answer.status()).isEqualTo(200));
        PageDesk open = desk.orElseThrow();
        World later = World.at(open.desk.clock.now(), open.session.store, Journal.inMemory());
        later.push(open.session.definitions().current().orElseThrow());
        later.pass(Duration.ofMinutes(30));
        assertThat(later.vendor.jobs()).hasSize(1);
        assertThat(explained()).contains("DONE");
    }

    @Test
    void abandoning_is_asked_once_more_and_pausing_is_undone_by_a_button() {
        PageVisit visit = asking();
        String run = visit.look("run?id=daily%402026-11-21T06%3A00Z");
        assertThat(run)
                .contains("href=\"abandon?id&#x3D;daily%402026-11-21T06%3A00Z")
                .doesNotContain("value=\"abandon\"");
        assertThat(visit.look("abandon?id=daily%402026-11-21T06%3A00Z"))
                .contains("This is final.", "value=\"abandon\"");
        assertThat(visit.click(Map.of("act", "pause")).body()).contains("paused: nothing is bought");
        assertThat(visit.look(""))
                .contains("Paused", "<button>Resume</button>")
                .doesNotContain("<button>Pause</button>");
        assertThat(visit.click(Map.of("act", "resume")).body()).contains("resumed");
        assertThat(visit.click(Map.of("act", "abandon", "id", RUN)).body()).contains("abandoned run " + RUN);
        assertThat(story().run().state()).isInstanceOf(Run.Abandoned.class);
    }
}
