package dev.tickbox.contract;

import static dev.tickbox.contract.OpenStores.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Fields;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Queries find all of what they ask for and nothing else, in order, page by page. */
public interface QueryContract extends OpenStores {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Instant minute(long minute) {
        return NOON.plusSeconds(60 * minute);
    }

    private void run(String id, Fields fields) {
        store().commit(new Write.Create(RUNS.ref(id), fields));
    }

    private void waiting(String id, long minute) {
        run(id, field("state", "WAITING").with("created_at", minute(minute)));
    }

    private List<String> ids(Query query) {
        return store().query(query).documents().stream()
                .map(each -> each.ref().id())
                .toList();
    }

    private List<String> allIds(Query query) {
        return store().all(query).stream().map(each -> each.ref().id()).toList();
    }

    private static Query inOrder(int limit) {
        return Query.of(RUNS, limit).where("state", "WAITING").orderedBy("created_at");
    }

    @Test
    default void without_a_range_the_order_is_by_id_as_bytes_of_utf8() {
        List<String> shuffled = new ArrayList<>(ValuesContract.AWKWARD_IDS);
        Collections.shuffle(shuffled, new Random(7));
        store().commit(shuffled.stream()
                .<Write>map(id -> new Write.Create(RUNS.ref(id), Fields.NONE))
                .toList());
        List<String> sorted = shuffled.stream()
                .sorted((one, other) -> Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(allIds(Query.of(RUNS, 7))).isEqualTo(sorted);
        assertThatThrownBy(() -> store().query(Query.of(RUNS, 7).reversed())).hasMessageContaining("backwards");
    }

    @Test
    default void equality_finds_the_equal_only() {
        run("a", field("job", "garden").with("created_at", minute(1)));
        run("b", field("job", "garden2").with("created_at", minute(1)));
        run("c", field("created_at", minute(1)));
        run("d", field("job", "Garden").with("created_at", minute(1)));
        assertThat(ids(Query.of(RUNS, 9).where("job", "garden").orderedBy("created_at")))
                .containsExactly("a");
    }

    @Test
    default void equality_tells_a_time_from_the_text_that_looks_like_it() {
        store().commit(
                        new Write.Create(ATTEMPTS.ref("time"), field("charge_day", NOON)),
                        new Write.Create(ATTEMPTS.ref("text"), field("charge_day", "2026-11-21T12:00:00.000000Z")),
                        new Write.Create(ATTEMPTS.ref("number"), field("charge_day", 1L)),
                        new Write.Create(ATTEMPTS.ref("digit"), field("charge_day", "1")));
        for (Document each : store().all(Query.of(ATTEMPTS, 9))) {
            Object value = each.fields().find("charge_day").orElseThrow();
            assertThat(store().query(Query.of(ATTEMPTS, 9).where("charge_day", value))
                            .documents())
                    .containsExactly(each);
        }
    }

    @Test
    default void the_ordered_field_orders_and_those_without_it_are_left_out() {
        waiting("late", 30);
        waiting("early", -30);
        waiting("middle", 0);
        run("settled", field("state", "WAITING"));
        run("other", field("state", "DONE").with("created_at", minute(0)));
        assertThat(ids(inOrder(9))).containsExactly("early", "middle", "late");
        assertThat(ids(inOrder(9).reversed())).containsExactly("late", "middle", "early");
    }

    @Test
    default void a_range_includes_its_start_and_excludes_its_end() {
        for (int at = 0; at < 6; at++) {
            waiting("r" + at, at);
        }
        assertThat(ids(inOrder(9).from("created_at", minute(2)).before("created_at", minute(4))))
                .containsExactly("r2", "r3");
        assertThat(ids(inOrder(9).from("created_at", minute(4)))).containsExactly("r4", "r5");
        assertThat(ids(inOrder(9).before("created_at", minute(2)))).containsExactly("r0", "r1");
        assertThat(ids(inOrder(9).before("created_at", minute(3)).reversed())).containsExactly("r2", "r1", "r0");
        assertThat(ids(inOrder(9).from("created_at", minute(4)).before("created_at", minute(4))))
                .isEmpty();
    }

    @Test
    default void longs_order_as_numbers_and_strings_as_text() {
        for (long number : List.of(10L, 9L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)) {
            run("" + number, field("created_at", number));
        }
        assertThat(ids(Query.of(RUNS, 9).orderedBy("created_at")))
                .containsExactly("" + Long.MIN_VALUE, "-1", "9", "10", "" + Long.MAX_VALUE);
        assertThat(ids(Query.of(RUNS, 9).from("created_at", 0L).before("created_at", 10L)))
                .containsExactly("9");
        for (String day : List.of("2026-11-9", "2026-11-10", "2026-11-1", "2026-11-1🌱", "2026-11-1\uFFFD")) {
            store().commit(new Write.Create(ATTEMPTS.ref(day), field("charge_day", day)));
        }
        assertThat(store().all(Query.of(ATTEMPTS, 2).orderedBy("charge_day")))
                .extracting(each -> each.ref().id())
                .containsExactly("2026-11-1", "2026-11-10", "2026-11-1\uFFFD", "2026-11-1🌱", "2026-11-9");
    }

    @Test
    default void pages_skip_nothing_and_repeat_nothing_even_among_ties() {
        List<String> expected = new ArrayList<>();
        for (int minute = 0; minute < 4; minute++) {
            for (int at = 0; at < 5; at++) {
                waiting(minute + "-" + at, minute);
                expected.add(minute + "-" + at);
            }
        }
        for (int limit = 1; limit <= 7; limit++) {
            assertThat(allIds(inOrder(limit))).isEqualTo(expected);
            assertThat(allIds(inOrder(limit).reversed())).isEqualTo(expected.reversed());
            assertThat(allIds(inOrder(limit).from("created_at", minute(1)).before("created_at", minute(3))))
                    .isEqualTo(expected.subList(5, 15));
            assertThat(allIds(inOrder(limit)
                            .from("created_at", minute(1))
                            .before("created_at", minute(3))
                            .reversed()))
                    .isEqualTo(expected.subList(5, 15).reversed());
            assertThat(allIds(Query.of(RUNS, limit))).isEqualTo(expected);
        }
    }

    @Test
    default void a_cursor_goes_on_behind_a_document_that_is_gone() {
        waiting("a", 1);
        waiting("b", 1);
        waiting("c", 2);
        Page first = store().query(inOrder(2));
        store().commit(new Write.Delete(RUNS.ref("b")));
        assertThat(ids(inOrder(2).after(first.next().orElseThrow()))).containsExactly("c");
    }

    @Test
    default void the_last_page_says_so() {
        waiting("a", 1);
        assertThat(store().query(inOrder(2)).next()).isEmpty();
        assertThat(store().query(inOrder(2).before("created_at", minute(0))).documents())
                .isEmpty();
    }

    @Test
    default void what_changes_moves_in_the_index() {
        waiting("a", 1);
        Document read = present(RUNS.ref("a"));
        store().commit(new Write.Update(read, field("state", "WAITING").with("created_at", minute(9))));
        assertThat(ids(inOrder(9).before("created_at", minute(5)))).isEmpty();
        store().commit(new Write.Update(present(RUNS.ref("a")), field("state", "WAITING")));
        assertThat(ids(inOrder(9))).isEmpty();
    }

    @Test
    default void a_sum_counts_what_the_query_selects_and_no_limit() {
        for (long at = 1; at <= 5; at++) {
            store().commit(new Write.Create(
                    ATTEMPTS.ref("a" + at),
                    field("charge_day", "2026-11-21").with("paid_micro_usd", at * 1_000_000_000_000L)));
        }
        store().commit(new Write.Create(
                ATTEMPTS.ref("tomorrow"), field("charge_day", "2026-11-22").with("paid_micro_usd", 7L)));
        store().commit(new Write.Create(ATTEMPTS.ref("free"), field("charge_day", "2026-11-21")));
        assertThat(store().sum(Query.of(ATTEMPTS, 1).where("charge_day", "2026-11-21"), "paid_micro_usd"))
                .isEqualTo(15_000_000_000_000L);
        assertThat(store().sum(Query.of(ATTEMPTS, 1).where("charge_day", "2026-12-01"), "paid_micro_usd"))
                .isZero();
    }

    @Test
    default void a_count_counts_what_the_query_selects_and_no_limit() {
        for (int at = 0; at < 3; at++) {
            store().commit(new Write.Create(
                    ROWS.ref("r" + at), field("group", "g").with("left_out_by", at == 0 ? "fit" : "worth")));
        }
        store().commit(new Write.Create(ROWS.ref("open"), field("group", "g")));
        store().commit(new Write.Create(ROWS.ref("other"), field("group", "h").with("left_out_by", "worth")));
        Query group = Query.of(ROWS, 1).where("group", "g");
        assertThat(store().count(group.orderedBy("left_out_by"))).isEqualTo(3);
        assertThat(store().count(group.from("left_out_by", "worth").before("left_out_by", "worth ")))
                .isEqualTo(2);
        assertThat(store().count(group.where("state", "DONE"))).isZero();
    }

    @Test
    default void a_query_that_no_index_answers_is_refused() {
        Query query = Query.of(RUNS, 1).where("colour", "red");
        assertThatThrownBy(() -> store().query(query)).hasMessageContaining("add it to Indexes");
        assertThatThrownBy(() -> store().sum(query, "x")).hasMessageContaining("add it to Indexes");
        assertThatThrownBy(() -> store().count(query)).hasMessageContaining("add it to Indexes");
        Query due = Query.of(RUNS, 1).where("state", "WAITING").orderedBy("due");
        assertThat(store().query(due).documents()).isEmpty();
        assertThatThrownBy(() -> store().query(due.reversed())).hasMessageContaining("add it to Indexes.BACKWARDS");
        assertThatThrownBy(() -> store().sum(due, "x")).hasMessageContaining("add it to Indexes.SUMS");
    }
}
