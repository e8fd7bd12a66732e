package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.VendorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From whom, how and at which prices: one mistake in an otherwise good file, and exactly one message. */
class VendorMistakesTest extends OneMistake {
    @Test
    void a_mode_or_a_thinking_level_that_is_none_is_told() {
        more(
                "    mode: bach\n",
                "tickbox.yaml:9: jobs.daily.mode must be background or batch, not bach; did you mean batch?");
        more(
                "    thinking: much\n",
                "tickbox.yaml:9: jobs.daily.thinking must be minimal or low or medium or high, not much");
        assertThat(folder.steps("{id: a, generate: prompts/daily.md, mode: slow}")
                        .problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.steps[1].mode must be background or batch, not slow");
        assertThat(folder.with("prompt: prompts/daily.md", "java: com.example.Nightly\n    mode: batch")
                        .problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.mode belongs to a prompt or to steps; "
                        + "a Java class sets it in its requests");
    }

    @Test
    void vertex_does_not_call_webhooks() {
        more(
                "vertex: {project: my-project}\nwebhook: {url: \"https://hooks.example.com/t\"}\n",
                "tickbox.yaml:10: webhook and vertex together: Vertex AI has no webhooks; remove one of them");
    }

    @Test
    void vertex_goes_neither_with_a_key_nor_with_batch() {
        more(
                "gemini: {secret: gemini-key}\nvertex: {project: my-project}\n",
                "tickbox.yaml:10: vertex and gemini together: " + "Vertex AI uses no key; remove one of them");
        more(
                "    mode: batch\nvertex: {project: my-project}\n",
                "tickbox.yaml:9: jobs.daily.mode: batch cannot be bought through vertex; "
                        + "use background, or remove vertex");
        assertThat(folder.steps("{id: a, generate: prompts/daily.md, mode: batch}\nvertex: {project: my-project}")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("tickbox.yaml:9: jobs.daily.steps[1].mode: batch cannot be bought through vertex");
    }

    @Test
    void a_project_or_a_location_that_cannot_be_one_is_told() {
        more("vertex: {location: global}\n", "tickbox.yaml:9: vertex needs project");
        more(
                "vertex: {project: \"My Project\"}\n",
                "tickbox.yaml:9: vertex.project must be the id of a Google Cloud project");
        more(
                "vertex: {project: my-project, location: \"a/b\"}\n",
                "tickbox.yaml:9: vertex.location must be a location as in global or europe-west4");
        more("vertex: true\n", "tickbox.yaml:9: vertex must be a mapping (key: value), not true");
    }

    @Test
    void a_key_in_the_place_of_its_name_is_refused_without_repeating_it() {
        more(
                "gemini: {secret: Hidden+Word}\n",
                "tickbox.yaml:9: gemini.secret must be the name of a secret (small letters, digits and dashes), "
                        + "never the key itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/x",
                "hooks.example.com",
                "https://",
                "https://me:word@example.com/",
                "https://e x",
                "https://example.com/#part"
            })
    void a_webhook_is_a_public_https_address(String url) {
        more(
                "webhook: {url: \"" + url + "\"}\n",
                "tickbox.yaml:9: webhook.url must be a public https address, as in https://hooks.example.com/tickbox");
    }

    @Test
    void a_price_that_is_none_is_told() {
        more("prices: {some-model: {inputUsd: 1}}\n", "tickbox.yaml:9: prices.some-model needs outputUsd");
        more(
                "prices: {some-model: {inputUsd: 1, outputUsd: -1}}\n",
                "tickbox.yaml:9: prices.some-model.outputUsd must be dollars for a million tokens from 0 to 10000 "
                        + "with at most six decimals, as in 2.50, not -1");
        more(
                "prices: {some-model: {inputUsd: 1, outputUsd: 1, output: 3}}\n",
                "tickbox.yaml:9: unknown key prices.some-model.output; known here: inputUsd, outputUsd");
        more(
                "prices: {Some Model: {inputUsd: 1, outputUsd: 1}}\n",
                "tickbox.yaml:9: \"Some Model\" cannot be a model: small letters, digits, dots and dashes");
    }

    @Test
    void a_model_that_only_the_content_prices_is_known() {
        String ownModel = TestFolder.GOOD.replace("gemini-3.8-flash", "my-tuned-model");

        assertThat(folder.yaml(ownModel).problems())
                .containsExactly("tickbox.yaml:7: unknown model my-tuned-model; "
                        + "known: gemini-3.5-flash, gemini-3.5-flash-lite, gemini-3.8-flash");
        assertThat(folder.yaml(ownModel + "prices: {my-tuned-model: {inputUsd: 2, outputUsd: 8.50}}\n")
                        .definition()
                        .vendor()
                        .prices())
                .containsEntry("my-tuned-model", new VendorSettings.Price(2_000_000, 8_500_000));
    }
}
