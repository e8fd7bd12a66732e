package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.tick.LastTicks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledTest {
    @TempDir
    private Path folder = Path.of("");

    private FunctionFixture office = new FunctionFixture(Path.of(""));

    @BeforeEach
    void open() {
        office = new FunctionFixture(folder);
    }

    @Test
    void a_tick_answers_with_its_report_and_logs_it_in_one_line() throws Exception {
        var submit = new SubmitFunction(office.deployed(Map.of()));
        submit.service(FakeExchange.post(""), FakeExchange.post(""));
        office.world.clock.advance(Duration.ofMinutes(61));
        FakeExchange exchange = new FakeExchange(
                "POST", "", Map.of("X-Cloud-Trace-Context", "105445aa7843bc8bf206b12000100000/17;o=1"));
        submit.service(exchange, exchange);

        assertThat(exchange.status()).isEqualTo(200);
        Map<String, Object> report = Json.parseObject(exchange.answer());
        assertThat(report)
                .containsEntry("tick", "submit")
                .containsEntry("submitted", 1L)
                .containsKeys("budgetUsedPercent", "oldestReservationSeconds", "oldestWaitingSeconds");
        assertThat(LastTicks.read(office.world.store, TickSchedule.DEFAULT, office.world.clock.now())
                        .getFirst()
                        .endedAt())
                .contains(office.world.clock.now());
        Fields line = office.log().getLast();
        assertThat(line.text("severity")).isEqualTo("INFO");
        assertThat(line.text("event")).isEqualTo("tick");
        assertThat(line.map("report").values()).isEqualTo(report);
        assertThat(line.text("logging.googleapis.com/trace"))
                .isEqualTo("projects/test/traces/105445aa7843bc8bf206b12000100000");
        assertThat(line.text("logging.googleapis.com/spanId")).isEqualTo("0000000000000011");
        assertThat(office.log())
                .filteredOn(each -> each.text("event").equals("transition"))
                .allMatch(each -> each.find("logging.googleapis.com/trace").isPresent())
                .extracting(each -> each.text("state"))
                .contains("RUNNABLE", "SUBMITTING", "SUBMITTED", "WAITING");
    }

    @Test
    void a_tick_that_cannot_begin_is_answered_as_failed() throws Exception {
        var reclaim = new ReclaimFunction(office.deployed(new UnreachableStore(), Map.of()));
        FakeExchange exchange = FakeExchange.post("");
        reclaim.service(exchange, exchange);
        assertThat(exchange.status()).isEqualTo(503);
        assertThat(Json.parseObject(exchange.answer())).containsKey("errorMessages");
        assertThat(office.log()).hasSize(1);
        assertThat(office.log().getFirst().text("severity")).isEqualTo("ERROR");
        assertThat(office.log().getFirst().text("event")).isEqualTo("tick");
    }

    @Test
    void reading_commands_change_nothing() throws Exception {
        FakeExchange exchange = new FakeExchange("GET", "", Map.of());
        new SubmitFunction(office.deployed(Map.of())).service(exchange, exchange);
        assertThat(exchange.status()).isEqualTo(405);
        assertThat(office.log()).isEmpty();
    }
}
