package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.content.Condition.Comparison;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:00:00Z");

    static List<Arguments> cases() {
        return List.of(
                of(Comparison.IS, "news", true, "news"),
                of(Comparison.IS, "news", false, "New", 7L, null, List.of("news")),
                of(Comparison.IS, 7L, true, 7L, 7.0),
                of(Comparison.IS, 7L, false, "7", 8L, null, true),
                of(Comparison.IS, true, true, true),
                of(Comparison.IS, true, false, false, "true", null),
                of(Comparison.NOT, "spam", true, "ham", ""),
                of(Comparison.NOT, "spam", false, "spam", 7L, null),
                of(Comparison.AT_LEAST, 7L, true, 7L, 7.5, 8L),
                of(Comparison.AT_LEAST, 7L, false, 6.99, "9", null, true),
                of(Comparison.AT_MOST, 0.5, true, 0.5, 0L, -3L),
                of(Comparison.AT_MOST, 0.5, false, 0.51, "0"),
                of(Comparison.CONTAINS, "moss", true, "a moss garden", List.of("moss", "fern")),
                of(Comparison.CONTAINS, "moss", false, "Moss", List.of("mosses"), 7L, null),
                of(
                        Comparison.NEWER_THAN,
                        "48h",
                        true,
                        "2026-11-20T06:00:00Z",
                        "2026-11-21T09:00:00+02:00",
                        "2026-11-20"),
                of(Comparison.NEWER_THAN, "48h", false, "2026-11-19T06:00:00Z", "2026-11-18", "yesterday", null, 7L),
                of(Comparison.OLDER_THAN, "8d", true, "2026-11-12", "2026-11-13T05:59:59Z"),
                of(Comparison.OLDER_THAN, "8d", false, "2026-11-13T06:00:00Z", "2026-11-20", "", null),
                of(Comparison.NEWER_THAN, "15m", false, "2026-11-21T05:45:00Z"));
    }

    private static Arguments of(Comparison test, Object operand, boolean holds, @Nullable Object... values) {
        return Arguments.of(new Condition(test, operand), holds, Arrays.asList(values));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_value_that_is_absent_or_of_another_type_satisfies_nothing(
            Condition condition, boolean holds, List<Object> values) {
        for (Object value : values) {
            assertThat(condition.holds(value, SLOT))
                    .as("%s of %s", condition.words(), value)
                    .isEqualTo(holds);
        }
    }

    static List<Arguments> unfit() {
        return List.of(
                Arguments.of(Comparison.AT_LEAST, "seven", "a number"),
                Arguments.of(Comparison.CONTAINS, 7L, "a text"),
                Arguments.of(Comparison.CONTAINS, "", "a text"),
                Arguments.of(Comparison.NEWER_THAN, "2 days", "a period such as"),
                Arguments.of(Comparison.OLDER_THAN, "0h", "a period such as"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void an_operand_that_does_not_fit_is_refused(Comparison test, Object operand, String needs) {
        assertThatThrownBy(() -> new Condition(test, operand)).hasMessageContaining(needs);
    }

    @Test
    void what_is_written_is_read_again() {
        List<Condition> both = List.of(new Condition(Comparison.AT_LEAST, 7L), new Condition(Comparison.AT_MOST, 9L));
        assertThat(Condition.fromJson(Condition.toJson(both))).isEqualTo(both);
        List<Condition> bare = List.of(new Condition(Comparison.IS, "x"));
        assertThat(Condition.toJson(bare)).isEqualTo("x");
        assertThat(Condition.fromJson("x")).isEqualTo(bare);
    }
}
