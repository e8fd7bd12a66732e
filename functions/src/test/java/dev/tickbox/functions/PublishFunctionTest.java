package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Generator;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishFunctionTest {
    @TempDir
    private Path folder = Path.of("");

    private FunctionFixture office = new FunctionFixture(Path.of(""));

    @BeforeEach
    void open() {
        office = new FunctionFixture(folder, "a real vendor");
    }

    @Test
    void what_is_due_is_published_and_logged_in_one_line_for_each_change() throws Exception {
        String item = office.waiting();
        assertThat(answer(office.publisher("garden"), FunctionFixture.envelope("garden", item)))
                .isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("PUBLISHED");
        assertThat(folder.resolve("garden")).isDirectoryContaining("glob:**.md");
        assertThat(office.log()).extracting(line -> line.text("state")).containsExactly("CLAIMED", "PUBLISHED");
    }

    @Test
    void the_same_message_again_is_accepted_and_changes_nothing() throws Exception {
        String item = office.waiting();
        PublishFunction publisher = office.publisher("garden");
        answer(publisher, FunctionFixture.envelope("garden", item));
        Document before = office.items().getFirst();
        assertThat(answer(publisher, FunctionFixture.envelope("garden", item))).isEqualTo(204);
        assertThat(office.items().getFirst()).isEqualTo(before);
    }

    @Test
    void an_item_that_is_not_due_or_is_claimed_elsewhere_is_answered_with_success() throws Exception {
        String item = office.waiting();
        office.world.clock.advance(Duration.ofHours(-3));
        assertThat(answer(office.publisher("garden"), FunctionFixture.envelope("garden", item)))
                .isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("PENDING");
    }

    @Test
    void another_sites_item_is_refused_whatever_the_message_says() throws Exception {
        String item = office.waiting();
        PublishFunction kitchen = office.publisher("kitchen");
        assertThat(answer(kitchen, FunctionFixture.envelope("garden", item))).isEqualTo(204);
        assertThat(answer(kitchen, FunctionFixture.envelope("kitchen", item))).isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("PENDING");
        assertThat(office.log()).extracting(line -> line.text("severity")).containsOnly("INFO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "{\"message\":{}}",
                "{\"message\":{\"data\":\"!\"}}",
                "{\"message\":{\"data\":\"e30=\"}}"
            })
    void a_message_that_can_never_be_used_is_accepted_and_logged_as_an_error(String body) throws Exception {
        assertThat(answer(office.publisher("garden"), FakeExchange.post(body))).isEqualTo(204);
        assertThat(office.log()).hasSize(1);
        assertThat(office.log().getFirst().text("severity")).isEqualTo("ERROR");
        assertThat(office.log().getFirst().text("event")).isEqualTo("envelope");
    }

    @Test
    void an_item_name_that_is_no_fingerprint_reads_nothing_from_the_store() throws Exception {
        assertThat(answer(office.publisher("garden"), FunctionFixture.envelope("garden", "../control/state")))
                .isEqualTo(204);
        assertThat(office.log().getFirst().text("event")).isEqualTo("envelope");
    }

    @Test
    void only_a_store_that_does_not_answer_makes_the_vendor_call_again() throws Exception {
        var publisher = new PublishFunction(office.deployed(new UnreachableStore(), Map.of("TICKBOX_SITE", "garden")));
        assertThat(answer(publisher, FunctionFixture.envelope("garden", "0".repeat(64))))
                .isEqualTo(503);
        assertThat(office.log().getFirst().text("severity")).isEqualTo("ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "definitions", "outbox"})
    void a_document_of_a_newer_schema_is_answered_with_success(String collection) throws Exception {
        String item = office.waiting();
        for (Document each : office.world.store.all(Query.of(Collection.of(collection), 10))) {
            office.world.store.commit(new Write.Update(each, each.fields().with("schema", Schema.CURRENT + 1)));
        }
        assertThat(answer(office.publisher("garden"), FunctionFixture.envelope("garden", item)))
                .isEqualTo(204);
        assertThat(office.log().getLast().text("severity")).isEqualTo("ERROR");
        assertThat(office.log().getLast().text("message")).contains("Update Tickbox");
    }

    @Test
    void a_folder_site_without_a_content_folder_is_stuck() throws Exception {
        String item = office.waiting();
        var publisher = new PublishFunction(office.deployed(Map.of("TICKBOX_SITE", "garden")));
        assertThat(answer(publisher, FunctionFixture.envelope("garden", item))).isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("STUCK");
        assertThat(office.log().getLast().text("severity")).isEqualTo("WARNING");
        assertThat(office.log().getLast().text("cause")).contains("tickbox push");
    }

    @Test
    void simulated_texts_go_into_a_folder_also_in_a_function_for_the_real_site() throws Exception {
        office = new FunctionFixture(folder, Generator.SIMULATED);
        String item = office.waiting();
        // Without TICKBOX_SIMULATE only the store records that its texts are simulated.
        var publisher = new PublishFunction(office.started(
                office.world.store, Map.of("TICKBOX_SITE", "garden", "TICKBOX_CONTENT", folder.toString())));
        assertThat(answer(publisher, FunctionFixture.envelope("garden", item))).isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("PUBLISHED");
        assertThat(folder.resolve("garden")).doesNotExist();
        assertThat(folder.resolve("simulated/garden")).isDirectoryContaining("glob:**.md");
        assertThat(office.items().getFirst().fields().text("url"))
                .startsWith("file:///")
                .contains("simulated/garden/");
    }

    @Test
    void simulated_texts_without_a_folder_are_stuck() throws Exception {
        office = new FunctionFixture(folder, Generator.SIMULATED);
        String item = office.waiting();
        var publisher = new PublishFunction(office.deployed(Map.of("TICKBOX_SITE", "garden")));
        assertThat(answer(publisher, FunctionFixture.envelope("garden", item))).isEqualTo(204);
        assertThat(office.state(item)).isEqualTo("STUCK");
        assertThat(office.log().getLast().text("cause")).contains("simulated", "real site garden", "TICKBOX_CONTENT");
    }

    @Test
    void real_texts_never_go_where_simulated_ones_do() throws Exception {
        String item = office.waiting();
        assertThat(answer(office.publisher("garden"), FunctionFixture.envelope("garden", item)))
                .isEqualTo(204);
        assertThat(folder.resolve("simulated")).doesNotExist();
    }

    private static int answer(PublishFunction publisher, FakeExchange exchange) throws Exception {
        publisher.service(exchange, exchange);
        return exchange.status();
    }
}
