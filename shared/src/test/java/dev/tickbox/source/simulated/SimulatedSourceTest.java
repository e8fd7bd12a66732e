package dev.tickbox.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.source.Source;
import dev.tickbox.source.Source.Again;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.SourceForm.Feed;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.SourceForm.Plain;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.form.ParsedSource;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import dev.tickbox.source.form.ParsedSource.Rows;
import dev.tickbox.source.form.ParsedSource.Unreadable;
import dev.tickbox.world.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedSourceTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T05:00:00Z"));
    private final Source source = new SimulatedSource((query, deadline) -> new Again("for real"), clock);

    private Source.Reply fetch(String address, SourceForm form) {
        return source.fetch(
                new SourceQuery(address, form, Optional.empty(), Set.of(), true),
                clock.deadline(Duration.ofSeconds(30)));
    }

    private ParsedSource parsed(String address, SourceForm form) {
        return ParsedSource.of(form, (Fetched) fetch(address, form));
    }

    @Test
    void every_form_is_answered_in_its_form() {
        List<SourceForm> forms = List.of(
                new Feed(),
                new Page(1000),
                new Plain(1000),
                new Csv(List.of()),
                new Csv(List.of("a", "b", "c", "d")),
                new Csv(List.of("a", "b", "c"), Set.of("b")),
                new Csv(List.of(), Set.of("price", "stock")),
                new JsonValues(Optional.empty(), new TreeMap<>(Map.of("rate", "/data/0/rate", "to", "/data/0/to"))),
                new JsonValues(Optional.of("/items/list"), new TreeMap<>(Map.of("a", "/x/y"))),
                new JsonValues(Optional.of(""), new TreeMap<>()));
        assertThat(forms).allSatisfy(form -> {
            ParsedSource parsed = parsed("https://a.example/x", form);
            assertThat(parsed).isNotInstanceOf(Unreadable.class);
            assertThat(parsed instanceof Rows).isEqualTo(form.isTable());
            if (parsed instanceof OneRecord one && form.columns().isPresent()) {
                assertThat(one.values().keySet()).isEqualTo(form.columns().get());
            }
        });
    }

    @Test
    void the_same_address_answers_the_same_all_day_and_something_new_tomorrow() {
        ParsedSource first = parsed("https://a.example/feed", new Feed());
        clock.advance(Duration.ofHours(2));
        assertThat(parsed("https://a.example/feed", new Feed())).isEqualTo(first);
        clock.advance(Duration.ofDays(1));
        assertThat(parsed("https://a.example/feed", new Feed())).isNotEqualTo(first);
    }

    @Test
    void other_hosts_are_fetched_from_for_real() {
        assertThat(fetch("https://example.com/feed", new Feed())).isEqualTo(new Again("for real"));
        assertThat(fetch("https://a.example.com/feed", new Feed())).isEqualTo(new Again("for real"));
        assertThat(fetch("not an address", new Feed())).isEqualTo(new Again("for real"));
    }
}
