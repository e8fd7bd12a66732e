package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorSettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    @Test
    void content_from_before_there_was_a_choice_keeps_its_name() {
        Definition plain = TestFolder.at(path).yaml(TestFolder.GOOD).definition();
        Definition spelledOut = new TestFolder(path)
                .with(
                        "    prompt: prompts/daily.md\n",
                        "    prompt: prompts/daily.md\n    mode: background\nlimits: {batchJobs: 80, overdueHours: 50}\n")
                .definition();

        // Made by the version before `mode`, `thinking`, `vertex`, `webhook` and `prices`.
        assertThat(plain.sha()).isEqualTo("193d757a281ef66e265f580f3f9856c7e4179b09ad96c9a056b37a48e9445f87");
        assertThat(spelledOut).isEqualTo(plain);
        assertThat(plain.vendor()).isEqualTo(VendorSettings.DEFAULT);
    }

    @Test
    void all_that_it_says_of_the_vendor_is_read_and_kept() {
        Definition rich = TestFolder.at(path).and("""
                    mode: batch
                    thinking: low
                gemini: {secret: gemini-key}
                webhook: {url: "https://hooks.example.com/tickbox"}
                prices: {gemini-3.8-flash: {inputUsd: 0.5, outputUsd: 2}}
                limits: {batchJobs: 10, overdueHours: 72}
                """).definition();

        assertThat(rich.vendor())
                .isEqualTo(new VendorSettings(
                        Optional.of("gemini-key"),
                        Optional.empty(),
                        Optional.of("https://hooks.example.com/tickbox"),
                        new TreeMap<>(Map.of("gemini-3.8-flash", new VendorSettings.Price(500_000, 2_000_000)))));
        assertThat(rich.limits())
                .isEqualTo(new ContentLimits(
                        /* attempts= */ 5,
                        /* outstanding= */ 50,
                        /* batchJobs= */ 10,
                        /* overdueHours= */ 72,
                        /* keepDays= */ 90));
        assertThat(generation(rich, 0).mode()).isEqualTo(Mode.BATCH);
        assertThat(generation(rich, 0).thinking()).contains("low");
        assertThat(Definition.fromJson(rich.toJson())).isEqualTo(rich);
    }

    @Test
    void vertex_has_a_location_if_none_is_said() {
        Definition content =
                TestFolder.at(path).and("vertex: {project: my-project}\n").definition();

        assertThat(content.vendor().vertex()).contains(new VendorSettings.Vertex("my-project", "global"));
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void a_step_has_the_last_word_over_its_job() {
        Definition content = TestFolder.at(path)
                .yaml(TestFolder.GOOD.replace("    prompt: prompts/daily.md\n", """
                        mode: batch
                        thinking: low
                        steps:
                          - {id: a, generate: prompts/daily.md}
                          - {id: b, generate: prompts/daily.md, mode: background, thinking: high}
                    """))
                .definition();

        assertThat(generation(content, 0).mode()).isEqualTo(Mode.BATCH);
        assertThat(generation(content, 0).thinking()).contains("low");
        assertThat(generation(content, 1).mode()).isEqualTo(Mode.BACKGROUND);
        assertThat(generation(content, 1).thinking()).contains("high");
    }

    private static Step.Generate generation(Definition definition, int step) {
        return (Step.Generate) definition.job("daily").orElseThrow().steps().get(step);
    }
}
