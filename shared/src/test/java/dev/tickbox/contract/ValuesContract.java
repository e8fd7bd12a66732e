package dev.tickbox.contract;

import static dev.tickbox.contract.OpenStores.creating;
import static dev.tickbox.contract.OpenStores.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Fields;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was put in comes back equal, under whatever name. */
public interface ValuesContract extends OpenStores {
    List<String> AWKWARD_IDS = List.of(
            "/",
            "a/b",
            "a/b/",
            "//",
            "./",
            ".",
            "..",
            "...",
            ".a",
            ".!",
            ".~1",
            ".~",
            "a.~1b",
            "a.é",
            "__x__",
            "____",
            "__",
            "__x",
            "_^~1x__",
            "_^",
            "%",
            "%2F",
            "a%2Fb",
            " ",
            " a ",
            "\n",
            "a\nb",
            "\t",
            "'",
            "\"",
            "`",
            "\\",
            "*",
            "~",
            "[]",
            "a:b@c#d?e&f",
            "ü",
            "u\u0308",
            "日本",
            "🌱",
            "\uFFFD",
            "x".repeat(480),
            "/".repeat(480),
            "é".repeat(240));

    @Test
    default void every_type_comes_back_equal() {
        Fields fields = field("text", "hello")
                .with("empty", "")
                .with("long", 7L)
                .with("least", Long.MIN_VALUE)
                .with("most", Long.MAX_VALUE)
                .with("double", 1.0)
                .with("negativeZero", -0.0)
                .with("tiny", Double.MIN_VALUE)
                .with("huge", Double.MAX_VALUE)
                .with("third", 1.0 / 3)
                .with("yes", true)
                .with("no", false)
                .with("time", Instant.parse("2026-11-21T06:00:00.123456Z"))
                .with("wholeSecond", Instant.parse("2026-11-21T06:00:00Z"))
                .with("before1970", Instant.parse("1969-12-31T23:59:59.999999Z"))
                .with("earliest", Instant.parse("0001-01-01T00:00:00Z"))
                .with("latest", Instant.parse("9999-12-31T23:59:59.999999Z"));
        assertThat(store().commit(new Write.Create(RUN, fields))).isEqualTo(Outcome.APPLIED);
        assertThat(present(RUN).fields()).isEqualTo(fields);
    }

    @Test
    default void lists_and_maps_come_back_equal_nested_and_empty() {
        Fields fields = field("list", List.of("a", 1L, 1.5, true, Instant.EPOCH))
                .with("emptyList", List.of())
                .with("emptyMap", Map.of())
                .with("map", Map.of("a", 1L, "b", Map.of("c", List.of(Map.of("d", Instant.EPOCH), Map.of()))))
                .with("history", List.of(Map.of("at", Instant.EPOCH, "state", "NEW"), Map.of("state", "DONE")));
        store().commit(new Write.Create(RUN, fields));
        assertThat(present(RUN).fields()).isEqualTo(fields);
        assertThat(present(RUN).fields().list("history").get(1).text("state")).isEqualTo("DONE");
    }

    @Test
    default void a_document_without_fields_is_a_document() {
        store().commit(new Write.Create(RUN, Fields.NONE));
        assertThat(present(RUN).fields()).isEqualTo(Fields.NONE);
    }

    @Test
    default void strange_strings_come_back_equal() {
        Fields fields = field("time", "2026-11-21T06:00:00.000000Z")
                .with("markedTime", "2026-11-21T06:00:00.000000Z\u0001")
                .with("twiceMarked", "2026-11-21T06:00:00.000000Z\u0001\u0001")
                .with("noTime", "9999-99-99T99:99:99.999999Z")
                .with("shortTime", "2026-11-21T06:00:00Z")
                .with("number", "1")
                .with("true", "true")
                .with("json", "{\"a\": [null]}")
                .with("controls", "\u0000\u0001\b\t\n\r\u001f\u007f")
                .with("quotes", "'\"`\\")
                .with("astral", "🌱𝒳\uDBFF\uDFFF")
                .with("noncharacters", "\uFFFE\uFFFF\uFEFF")
                .with("unnormalised", "u\u0308ü")
                .with("lines", "a\u2028b\u2029c\r\n");
        store().commit(new Write.Create(RUN, fields));
        assertThat(present(RUN).fields()).isEqualTo(fields);
    }

    @Test
    default void strange_field_names_come_back_equal() {
        Fields fields = field("a.b", 1L)
                .with("a", 2L)
                .with("`", 3L)
                .with("ü ", 4L)
                .with("id", "x")
                .with("1", 5L);
        store().commit(new Write.Create(RUN, fields));
        Fields changed = fields.with("a.b", null).with("~*/[]", 6L).with("a", Map.of("x.y", 1L));
        store().commit(new Write.Update(present(RUN), changed));
        assertThat(present(RUN).fields()).isEqualTo(changed);
    }

    @Test
    default void a_text_of_900_kilobytes_comes_back_equal() {
        Fields fields = field("text", "Grüße, 🌱\n".repeat(900_000 / 15)).with("parts", 1L);
        store().commit(new Write.Create(RUN, fields));
        assertThat(present(RUN).fields()).isEqualTo(fields);
    }

    @Test
    default void every_id_finds_its_own_document_only() {
        List<Write> writes = new ArrayList<>();
        for (String id : AWKWARD_IDS) {
            Ref child = RUNS.ref(id).collection("steps").ref(id);
            writes.add(new Write.Create(RUNS.ref(id), field("id", id)));
            writes.add(new Write.Create(child, field("child", id)));
        }
        assertThat(store().commit(writes)).isEqualTo(Outcome.APPLIED);
        for (String id : AWKWARD_IDS) {
            Ref child = RUNS.ref(id).collection("steps").ref(id);
            assertThat(present(RUNS.ref(id)).fields()).isEqualTo(field("id", id));
            assertThat(present(RUNS.ref(id)).ref()).isEqualTo(RUNS.ref(id));
            assertThat(present(child).fields()).isEqualTo(field("child", id));
            assertThat(store().all(Query.of(child.in(), 5)))
                    .extracting(Document::ref)
                    .containsExactly(child);
        }
    }

    @Test
    default void collections_below_documents_are_separate_from_each_other_and_from_roots() {
        Collection steps = RUN.collection("steps");
        Collection otherSteps = RUNS.ref("other").collection("steps");
        store().commit(
                        creating(steps.ref("x"), "ONE"), creating(otherSteps.ref("x"), "TWO"),
                        creating(Collection.of("steps").ref("x"), "ROOT"),
                                creating(RUN.collection("bodies").ref("x"), "BODY"));
        assertThat(state(steps.ref("x"))).isEqualTo("ONE");
        assertThat(state(otherSteps.ref("x"))).isEqualTo("TWO");
        assertThat(store().all(Query.of(steps, 10))).extracting(Document::ref).containsExactly(steps.ref("x"));
        assertThat(store().all(Query.of(Collection.of("steps"), 10))).hasSize(1);
        store().commit(new Write.Delete(RUN), new Write.Delete(otherSteps.ref("x")));
        assertThat(state(steps.ref("x"))).isEqualTo("ONE");
    }

    @Test
    default void the_stores_own_field_cannot_be_written() {
        assertThatThrownBy(() -> store().commit(new Write.Create(RUN, field("commits", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commits");
    }
}
