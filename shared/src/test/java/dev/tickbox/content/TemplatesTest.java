package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.Mustache;
import dev.tickbox.content.Templates.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final class Suspended extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void variables_are_filled_in_as_they_are() {
        assertThat(Templates.render(
                        "a {{run.date}} {{{x}}} {{& x }} }} {! {{! gone }}b",
                        Map.of("run.date", "2026-11-21", "x", "<&\"{{x}}")))
                .isEqualTo("a 2026-11-21 <&\"{{x}} <&\"{{x}} }} {! b");
    }

    @Test
    void a_value_that_the_template_does_not_name_is_never_asked_for() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<String> text = () -> "text " + asked.incrementAndGet();

        assertThat(Templates.render("plain", Map.of("steps.outline.text", text)))
                .isEqualTo("plain");
        assertThat(asked).hasValue(0);
        assertThat(Templates.render("<{{steps.outline.text}}>", Map.of("steps.outline.text", text)))
                .isEqualTo("<text 1>");
    }

    @Test
    void what_a_value_throws_comes_through_as_it_is() {
        Supplier<String> suspends = () -> {
            throw new Suspended();
        };
        Supplier<String> fails = () -> {
            throw new IllegalStateException("mine");
        };

        assertThatThrownBy(() -> Templates.render("{{a}}", Map.of("a", suspends)))
                .isExactlyInstanceOf(Suspended.class);
        assertThatThrownBy(() -> Templates.render("{{a}}", Map.of("a", fails)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }

    @Test
    void an_undefined_variable_is_named_before_any_value_is_asked_for() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Integer> counts = asked::incrementAndGet;

        assertThatThrownBy(() -> Templates.render("{{run.date}}\n{{run.dat}}", Map.of("run.date", counts)))
                .isInstanceOf(Templates.Unusable.class)
                .hasMessage("line 2: undefined variable run.dat; did you mean run.date?");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_section_is_rendered_for_each_item_and_sees_only_it_and_whole_names() {
        Map<String, Object> names = Map.of(
                "vars.feeds",
                List.of("a", "b"),
                "vars.none",
                List.of(),
                "vars.empty",
                "",
                "run.date",
                "today",
                "steps.x.yes",
                (Supplier<Object>) () -> true,
                "steps.x.no",
                (Supplier<Object>) () -> false,
                "steps.x.rows",
                (Supplier<Object>) () -> List.of(Map.of("run.date", "other"), 7L));

        assertThat(Templates.render("{{#vars.feeds}}[{{.}} {{run.date}}]{{/vars.feeds}}", names))
                .isEqualTo("[a today][b today]");
        assertThat(Templates.render("{{#vars.none}}x{{/vars.none}}{{^vars.none}}none{{/vars.none}}", names))
                .isEqualTo("none");
        assertThat(Templates.render("{{#vars.empty}}x{{/vars.empty}}{{^vars.empty}}empty{{/vars.empty}}", names))
                .isEqualTo("empty");
        assertThat(Templates.render("{{#steps.x.yes}}y{{/steps.x.yes}}{{#steps.x.no}}n{{/steps.x.no}}", names))
                .isEqualTo("y");
        assertThat(Templates.render("{{#steps.x.rows}}{{.}} {{run.date}};{{/steps.x.rows}}", names))
                .isEqualTo("{\"run.date\":\"other\"} today;7 today;");
        assertThatThrownBy(() -> Templates.render("{{#vars.none}}\n{{x}}{{/vars.none}}", names))
                .hasMessage("line 2: undefined variable x");
        assertThatThrownBy(() -> Templates.render("{{> part.md}}", names))
                .hasMessage("line 1: a file can be included only in a prompt");
    }

    private static final Map<String, Object> ROWS = Map.of(
            "run.date",
            "today",
            "vars.feeds",
            List.of("f"),
            "steps.notes.rows",
            List.of(
                    Map.of(
                            "link",
                            "a",
                            "run",
                            Map.of("date", "mine"),
                            "vars",
                            "column",
                            "note",
                            Map.of("gist", "A", "score", 7L, "tags", List.of("x", "y"), "made", true)),
                    Map.of("link", "b", "note.gist", "B")));

    @Test
    void in_a_section_over_rows_names_are_columns_and_full_paths_stay() {
        assertThat(Templates.render(
                        "{{#steps.notes.rows}}{{link}}:{{note.gist}}:{{note.score}} {{run.date}} {{vars}};{{/steps.notes.rows}}",
                        ROWS))
                .isEqualTo("a:A:7 today column;b:B: today ;");
        assertThat(Templates.render("{{#steps.notes.rows}}{{note.tags}}{{/steps.notes.rows}}", ROWS))
                .isEqualTo("[\"x\",\"y\"]");
        assertThat(Templates.render("{{#steps.notes.rows}}{{title}}{{a.b.c}}{{/steps.notes.rows}}", ROWS))
                .isEmpty();
    }

    @Test
    void a_section_inside_a_row_sees_that_row_unless_its_item_is_a_row_itself() {
        assertThat(Templates.render(
                        "{{#steps.notes.rows}}{{#note.tags}}{{.}}{{link}}{{/note.tags}}"
                                + "{{#note.made}}made {{link}}{{/note.made}}{{^note.made}}not {{link}}{{/note.made}};"
                                + "{{/steps.notes.rows}}",
                        ROWS))
                .isEqualTo("xayamade a;not b;");
        assertThat(Templates.render(
                        "{{#steps.notes.rows}}{{#note}}{{gist}}{{link}}{{/note}}{{#vars.feeds}}{{.}}{{link}}{{/vars.feeds}};{{/steps.notes.rows}}",
                        ROWS))
                .isEqualTo("Afa;fb;");
    }

    @Test
    void a_name_that_no_item_can_have_is_named_with_its_line() {
        Map<String, Object> texts = Map.of("steps.x.tags", List.of("a"), "steps.x.none", List.of());
        assertThatThrownBy(() -> Templates.render("\n{{#steps.x.tags}}{{length}}{{/steps.x.tags}}", texts))
                .isInstanceOf(Templates.Unusable.class)
                .hasMessage("line 2: undefined variable length");
        assertThatThrownBy(() -> Templates.render("{{#steps.x.tags}}{{#isEmpty}}x{{/isEmpty}}{{/steps.x.tags}}", texts))
                .isInstanceOf(Templates.Unusable.class)
                .hasMessage("line 1: undefined variable isEmpty");
        assertThatThrownBy(() -> Templates.render("{{#steps.x.tags}}{{note.gist}}{{/steps.x.tags}}", texts))
                .isInstanceOf(Templates.Unusable.class)
                .hasMessage("line 1: undefined variable note.gist");
        assertThatThrownBy(() -> Templates.render("{{#steps.x.none}}{{run.dat}}{{/steps.x.none}}", texts))
                .hasMessage("line 1: undefined variable run.dat");
    }

    @Test
    void names_inside_a_section_are_listed_as_belonging_to_it() {
        Templates.Scan scan =
                Templates.scan("{{link}}{{#a.b}}{{link}}{{^c}}\n{{link}}{{.}}{{#d}}{{link}}{{/d}}{{/c}}{{/a.b}}");
        assertThat(scan.variables())
                .containsExactly(
                        new Variable("link", 1),
                        new Variable("link", 1, List.of("a.b")),
                        new Variable("link", 2, List.of("a.b", "d")));
        assertThat(scan.sections())
                .containsExactly(
                        new Variable("a.b", 1),
                        new Variable("c", 1, List.of("a.b")),
                        new Variable("d", 2, List.of("a.b")));
        assertThat(scan.items()).containsExactly(new Variable(".", 2, List.of("a.b")));
    }

    @Test
    void a_rendering_stops_at_its_limit_and_says_after_how_many_rows() {
        String mebibyte = "é".repeat(512 * 1024);
        Map<String, Object> names = Map.of("vars.text", mebibyte, "steps.x.rows", Collections.nCopies(3_000, Map.of()));
        assertThat(Templates.render("{{vars.text}}".repeat(8), names)).hasSize(4 * 1024 * 1024);
        assertThatThrownBy(() -> Templates.render("{{#steps.x.rows}}{{vars.text}}{{/steps.x.rows}}", names))
                .isInstanceOf(Templates.Unusable.class)
                .hasMessage("the text would be longer than 8388608 bytes: it has 9437184 so far, and its sections have"
                        + " 3000 rows; name fewer or shorter columns, or take fewer rows (maxRows)");
    }

    @Test
    void half_a_name_is_not_a_name() {
        assertThatThrownBy(() -> Templates.render("{{run}}", Map.of("run.date", "x")))
                .hasMessageContaining("undefined variable run");
        assertThatThrownBy(() -> Templates.render("{{run.date.year}}", Map.of("run.date", "x")))
                .hasMessageContaining("undefined variable run.date.year");
        assertThatThrownBy(() -> Templates.render("{{x.class}}", Map.of("x", "x")))
                .hasMessageContaining("undefined variable x.class");
    }

    @Test
    void each_variable_is_listed_once_with_its_first_line() {
        assertThat(Templates.variables("{{b}}\n{{! two\nlines }}{{a}}\n{{b}}{{ a }}"))
                .containsExactly(new Variable("b", 1), new Variable("a", 3));
    }

    /** Wherever we accept a template, JMustache sees the same variables; what it lets pass and we do not is in the next test. */
    @Test
    void we_read_a_template_as_the_library_does() {
        List<String> tags = List.of(
                "{{a}}",
                "{{{b}}}",
                "{{& c }}",
                "{{! d }}",
                "{{!\n}}",
                "{{",
                "}}",
                "{",
                "}",
                "\n",
                "x",
                "{{e.f-g}}",
                "{{#a}}",
                "{{^ h }}",
                "{{/a}}",
                "{{/ h}}",
                "{{.}}");
        int accepted = 0;
        for (String one : tags) {
            for (String two : tags) {
                for (String three : tags) {
                    String template = one + two + three;
                    Templates.Scan scan = Templates.scan(template);
                    if (scan.mistakes().isEmpty()) {
                        accepted++;
                        Set<String> ours = new HashSet<>();
                        scan.variables().forEach(variable -> ours.add(variable.name()));
                        scan.sections().forEach(section -> ours.add("section " + section.name()));
                        assertThat(ours).as(template).isEqualTo(theirs(template));
                    }
                }
            }
        }
        assertThat(accepted).isGreaterThan(700);
    }

    @Test
    void what_the_library_lets_pass_and_means_nothing_is_a_mistake() {
        for (String sloppy : List.of(
                "{{a",
                "{{a}",
                "{{.}}",
                "{{this}}",
                "{{#a}}",
                "{{^a}}{{/b}}",
                "{{#a}}{{^b}}{{/a}}{{/b}}",
                "{{/a}}",
                "{{^a}}{{.}}{{/a}}",
                "{{# a b}}{{/a b}}",
                "{{>}}",
                "{{=<% %>=}}",
                "{{a b}}",
                "{{\na}}",
                "{{\"a\": 1}}",
                "{{-index}}",
                "{{$a}}{{/a}}",
                "{{<a}}{{/a}}",
                "{{a..b}}",
                "{{}}",
                "{{ }}")) {
            assertThat(Templates.scan(sloppy).mistakes()).as(sloppy).isNotEmpty();
            assertThatThrownBy(() -> Templates.variables(sloppy)).isInstanceOf(Templates.Unusable.class);
        }
    }

    private static Set<String> theirs(String template) {
        List<String> names = new ArrayList<>();
        Mustache.compiler().compile(template).visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {}

            @Override
            public void visitVariable(String name) {
                if (!name.equals(".")) {
                    names.add(name);
                }
            }

            @Override
            public boolean visitInclude(String name) {
                return names.add("include " + name);
            }

            @Override
            public boolean visitSection(String name) {
                return names.add("section " + name);
            }

            @Override
            public boolean visitInvertedSection(String name) {
                return names.add("section " + name);
            }
        });
        return new HashSet<>(names);
    }
}
