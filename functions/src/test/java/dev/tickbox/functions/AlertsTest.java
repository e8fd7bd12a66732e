package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the filter of each alert in Terraform with lines that the functions print: a filter without a match never fires. */
class AlertsTest {
    private static final Path ALERTS =
            Path.of(System.getProperty("tickbox.root", "..")).resolve("terraform/alerts.tf");
    private static final Pattern FILTER = Pattern.compile("(?m)^    (\\w+) *= \"(.*)\"$");

    @TempDir
    private Path folder = Path.of("");

    private FunctionFixture office = new FunctionFixture(Path.of(""));

    @BeforeEach
    void open() {
        office = new FunctionFixture(folder);
    }

    private static Map<String, String> filters() throws IOException {
        String text = Files.readString(ALERTS);
        int from = text.indexOf("log_filters = {");
        Matcher found = FILTER.matcher(text.substring(from, text.indexOf("}", from)));
        Map<String, String> filters = new TreeMap<>();
        while (found.find()) {
            filters.put(found.group(1), found.group(2).replace("\\\"", "\""));
        }
        return filters;
    }

    /** How each kind of line is produced. */
    private Map<String, Happening> happenings() {
        return Map.of(
                "tick", () -> tick("reclaim"),
                "tick_failed",
                        () -> {
                            FakeExchange exchange = FakeExchange.post("");
                            new ReclaimFunction(office.deployed(new UnreachableStore(), Map.of()))
                                    .service(exchange, exchange);
                        },
                "needs_a_person",
                        () -> {
                            FakeExchange exchange = FunctionFixture.envelope("garden", office.waiting());
                            new PublishFunction(office.deployed(Map.of("TICKBOX_SITE", "garden")))
                                    .service(exchange, exchange);
                        },
                "oldest_reservation", () -> unsettledFor(Duration.ofHours(6)),
                "oldest_reservation_batch", () -> unsettledFor(Duration.ofHours(50)),
                "near_the_budget",
                        () -> {
                            Definition content = Contents.twoJobs(OnUncertain.RESUBMIT);
                            Budget small = new Budget(9_000, ZoneOffset.UTC);
                            office.world.push(Definition.of(
                                    content.sites(),
                                    content.jobs(),
                                    TickSchedule.DEFAULT,
                                    small,
                                    ContentLimits.DEFAULT));
                            bought();
                        },
                "unusable_envelope",
                        () -> {
                            FakeExchange exchange = FakeExchange.post("{}");
                            office.publisher("garden").service(exchange, exchange);
                        });
    }

    private interface Happening {
        void happen() throws Exception;
    }

    private void tick(String which) throws Exception {
        FunctionContext deployed = office.deployed(Map.of());
        FakeExchange exchange = FakeExchange.post("");
        if (which.equals("submit")) {
            new SubmitFunction(deployed).service(exchange, exchange);
        } else {
            new ReclaimFunction(deployed).service(exchange, exchange);
        }
    }

    private void bought() throws Exception {
        tick("submit");
        office.world.clock.advance(Duration.ofMinutes(61));
        tick("submit");
    }

    private void unsettledFor(Duration time) throws Exception {
        bought();
        office.world.clock.advance(time);
        tick("submit");
    }

    @Test
    void every_filter_matches_its_own_lines_and_none_of_a_day_without_errors() throws Exception {
        List<Fields> goodDay = goodDay();
        for (Map.Entry<String, String> each : filters().entrySet()) {
            open();
            Objects.requireNonNull(happenings().get(each.getKey()), "how does this come about: " + each.getKey())
                    .happen();
            LogFilter filter = LogFilter.parse(each.getValue());
            assertThat(office.log()).as(each.toString()).anyMatch(filter::matches);
            if (!each.getKey().equals("tick")) {
                assertThat(goodDay).as(each.toString()).noneMatch(filter::matches);
            }
        }
    }

    @Test
    void every_alert_has_a_filter() throws Exception {
        assertThat(filters()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void each_state_that_a_filter_names_is_one_that_a_document_can_be_in() throws Exception {
        List<String> states = Stream.of(Run.State.class, Reservation.State.class, Item.State.class)
                .flatMap(machine -> Stream.of(machine.getPermittedSubclasses()))
                .map(state -> state.getSimpleName().toUpperCase(Locale.ROOT))
                .toList();
        assertThat(Pattern.compile("\"(\\w+)\"(?= OR|\\))")
                        .matcher(filters().get("needs_a_person"))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("UNCERTAIN", "STUCK", "FAILED")
                .isSubsetOf(states);
    }

    private List<Fields> goodDay() throws Exception {
        bought();
        tick("reclaim");
        return new ArrayList<>(office.log());
    }
}
