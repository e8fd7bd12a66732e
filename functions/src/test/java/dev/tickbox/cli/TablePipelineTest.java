package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.publisher.git.BareSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pipeline "Pages from a table" of the docs, as it is printed but for its remote, which is a repository on this machine. */
class TablePipelineTest extends PrintedPipeline {
    private static final String REMOTE = "\"https://example.com/me/shop.git\", branch: main, secret: shop-git";

    private BareSite shop = new BareSite(folder);

    TablePipelineTest() {
        super("Pages from a table");
    }

    @Override
    protected void adapt() throws Exception {
        shop = BareSite.create(folder.resolve("shop.git"));
        Path content = folder.resolve("tickbox.yaml");
        assertThat(content).content().contains(REMOTE);
        Files.writeString(
                content, Files.readString(content).replace(REMOTE, "\"" + shop.folder() + "\", branch: main"));
    }

    private void add(String lines) throws Exception {
        Files.writeString(folder.resolve("data/plants.csv"), lines, StandardOpenOption.APPEND);
    }

    @Test
    void each_line_has_a_commit_once_and_a_new_line_costs_one_page() throws Exception {
        world.slot("2026-11-20T04:00:00Z");
        assertThat(world.run().text("state")).isEqualTo("DONE");
        assertThat(shop.log()).hasSize(6);
        assertThat(shop.files())
                .contains("plants/moss-01.md", "plants/hosta-02.md")
                .hasSize(6);
        assertThat(world.bought()).isEqualTo(6);

        world.slot("2026-11-21T04:00:00Z");
        assertThat(world.run().text("state")).as("a quiet day").isEqualTo("LEFT_OUT");
        assertThat(shop.log()).hasSize(6);
        assertThat(world.bought()).isEqualTo(6);

        add("yew-01,Common yew,30.00\n");
        world.slot("2026-11-22T04:00:00Z");
        assertThat(shop.log()).hasSize(7);
        assertThat(shop.files()).contains("plants/yew-01.md");
        assertThat(world.bought()).isEqualTo(7);
    }

    @Test
    void a_table_of_many_lines_is_published_whole() throws Exception {
        add(IntStream.range(0, 54)
                .mapToObj(i -> "x-" + i + ",Plant " + i + ",1.00\n")
                .collect(Collectors.joining()));
        world.slot("2026-11-20T04:00:00Z");
        world.pass(Duration.ofMinutes(60), Duration.ofMinutes(5));
        assertThat(world.run().text("state")).isEqualTo("DONE");
        assertThat(shop.files()).hasSize(60);
        assertThat(shop.log()).hasSize(60);
        assertThat(world.bought()).isEqualTo(60);
    }

    @Test
    void a_page_that_fails_holds_no_other_and_is_bought_alone_by_a_retry() throws Exception {
        world.blocked.add("Baltic ivy");
        world.slot("2026-11-20T04:00:00Z");
        assertThat(shop.files()).hasSize(5).doesNotContain("plants/ivy-01.md");
        String run = world.runId();
        assertThat(world.type("list").done()).contains("pages: 5 of 6 rows done; 1 failed", "tickbox retry " + run);
        int bought = world.bought();
        add("yew-01,Common yew,30.00\n");
        world.slot("2026-11-21T04:00:00Z");
        assertThat(shop.files()).contains("plants/yew-01.md").hasSize(6);
        world.blocked.clear();
        world.type("retry", run).done();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(shop.files()).contains("plants/ivy-01.md").hasSize(7);
        assertThat(world.bought()).isEqualTo(bought + 2);
    }

    @Test
    void a_broken_line_is_refused_before_anything_is_bought() throws Exception {
        add("yew-01,Common yew\n");
        CommandFixture desk = new CommandFixture(folder);
        for (CommandFixture.Said said : List.of(desk.here("check"), desk.here("push"), desk.played("tick"))) {
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("data/plants.csv", "line 8 has 2 fields, and there are 3 columns");
        }
        assertThat(desk.played("list").done()).contains("There are no runs yet.");
    }
}
