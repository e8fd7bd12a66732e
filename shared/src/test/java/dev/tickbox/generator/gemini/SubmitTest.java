package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.gemini.SubmitCase.Says;
import dev.tickbox.transition.Golden;
import dev.tickbox.vendor.TestKey;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One submit is at most one request, whatever fails; what was counted at the socket is what the documentation says. */
class SubmitTest {
    static List<SubmitCase> cases() {
        return SubmitCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_submit_sends_at_most_once_and_says_only_what_is_certain(SubmitCase each) {
        play(each, Mode.BACKGROUND);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void so_does_a_batch(SubmitCase each) {
        play(each, Mode.BATCH);
    }

    private static void play(SubmitCase each, Mode mode) {
        try (Bench bench = new Bench(mode)) {
            each.arrange().accept(bench);
            int before = bench.fake.posts();
            Submission answer = bench.submit();
            assertThat(Says.of(answer)).as("%s", answer).isEqualTo(each.says());
            assertThat(bench.fake.posts()).as("POSTs, %s", answer).isEqualTo(each.posts());
            assertThat(bench.fake.posts() - before).isLessThanOrEqualTo(1);
            assertThat(bench.vendor.jobs()).as("sold, %s", answer).hasSize(each.taken());
            assertThat(answer.toString()).doesNotContain(TestKey.VALUE);
            if (each.detail().matches("[45]\\d\\d.*")) {
                assertThat(answer.toString())
                        .as("the vendor's own word, not that of something that wanted to send again")
                        .contains(each.detail().substring(0, 3));
            }
        }
    }

    @Test
    void the_readme_says_what_was_counted() throws Exception {
        StringBuilder table = new StringBuilder("| what happens | POSTs | Tickbox says |\n|---|---|---|\n");
        cases().stream().map(SubmitCase::row).distinct().forEach(row -> {
            List<SubmitCase> same =
                    cases().stream().filter(each -> each.row().equals(row)).toList();
            table.append("| " + row + " | "
                    + one(same.stream().map(each -> sent(each) + "").toList()) + " | "
                    + one(same.stream().map(each -> each.says().words).toList()) + " |\n");
        });
        Golden.part("docs/gemini.md", "submit", table.toString(), SubmitTest.class);
    }

    /** Without those that only made ready. */
    private static int sent(SubmitCase each) {
        return each.row().contains("pooled") ? each.posts() - 1 : each.posts();
    }

    private static String one(List<String> values) {
        assertThat(values.stream().collect(Collectors.toSet())).hasSize(1);
        return values.getFirst();
    }
}
