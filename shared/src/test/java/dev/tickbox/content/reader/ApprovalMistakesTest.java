package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Step;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalMistakesTest extends OneMistake {
    private static final String DRAFT = "{id: draft, generate: prompts/daily.md, output: article}";
    private static final String OK = "{id: ok, approve: draft, within: 9h, onLapse: approve}";

    @Test
    void an_approval_has_format_3_and_is_read_again_equal() {
        Definition content = folder.steps(DRAFT, OK, "{id: out, publish: ok}").definition();
        assertThat(content.toJson()).contains("\"format\":3");
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
        assertThat(content.job("daily").orElseThrow().steps())
                .contains(new Step.Approve(
                        "ok", "draft", Optional.of(new Lapse(Duration.ofHours(9), Lapse.End.APPROVE))));
    }

    @Test
    void the_text_from_before_its_gate_is_not_published() {
        assertThat(folder.steps(DRAFT, OK, "{id: out, publish: draft}").problems())
                .containsExactly("tickbox.yaml:11: the step out publishes the text of draft from before its gate; write"
                        + " publish: ok, which is the approved text");
        assertThat(folder.steps(DRAFT, "{id: out, publish: draft}", OK).problems())
                .containsExactly("tickbox.yaml:10: the text of draft is published before it is approved by ok on line"
                        + " 11; move this step after that one, and name ok in it in place of draft");
        assertThat(folder.steps(DRAFT, OK, "{id: ok2, approve: ok}", "{id: out, publish: ok}")
                        .problems())
                .containsExactly("tickbox.yaml:12: the step out publishes the text of ok from before its gate; write"
                        + " publish: ok2, which is the approved text");
    }

    @Test
    void what_is_no_text_cannot_be_approved() {
        String json = "{id: note, generate: prompts/daily.md,"
                + " output: {type: object, properties: {score: {type: integer}}}}";
        assertThat(folder.steps(json, "{id: ok, approve: note}").problems())
                .containsExactly("tickbox.yaml:10: the step note makes no text: its output has no title and markdown of"
                        + " type string. Only a text or an article can be approved; give it output: text or output:"
                        + " article");
        assertThat(folder.steps(DRAFT, "{id: out, publish: draft}", "{id: ok, approve: out}")
                        .problems())
                .containsExactly("tickbox.yaml:11: the step ok approves out, which is no generate step");
        assertThat(folder.steps(DRAFT, "{id: ok, approve: drafd}").problems())
                .containsExactly("tickbox.yaml:10: there is no step drafd to approve; did you mean draft?");
        assertThat(folder.steps("{id: ok, approve: draft}", DRAFT).problems())
                .containsExactly("tickbox.yaml:9: the step ok approves draft, which does not come before it");
    }

    @Test
    void a_time_is_a_period_and_its_end_needs_one() {
        assertThat(folder.steps(DRAFT, "{id: ok, approve: draft, within: 9 hours}")
                        .problems())
                .containsExactly("tickbox.yaml:10: jobs.daily.steps[2].within needs a period such as 30m, 9h or 2d, at"
                        + " most 365d, not 9 hours");
        assertThat(folder.steps(DRAFT, "{id: ok, approve: draft, within: 400d}").problems())
                .hasSize(1);
        assertThat(folder.steps(DRAFT, "{id: ok, approve: draft, onLapse: drop}")
                        .problems())
                .containsExactly("tickbox.yaml:10: the step ok has onLapse without within, and so never lapses; give it"
                        + " a time, as in within: 9h");
        assertThat(folder.steps(DRAFT, "{id: ok, approve: draft, within: 9h, onLapse: publish}")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("tickbox.yaml:10: jobs.daily.steps[2].onLapse must be drop or approve, not publish");
    }

    @Test
    void the_fields_of_an_approved_text_are_known() {
        assertThat(folder.file("prompts/next.md", "{{steps.ok.title}} {{steps.ok.text}}")
                        .steps(DRAFT, OK, "{id: next, generate: prompts/next.md}")
                        .problems())
                .isEmpty();
    }
}
