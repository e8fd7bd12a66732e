package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.world.Contents;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentGapTest {
    private static Definition fetching(FetchRequest request) {
        return Contents.of(Contents.job(
                "rates",
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(
                        new Step.Fetch("page", request),
                        Contents.generate("draft", "Write.", new Output.Article()),
                        new Step.Publish("publish", "draft", "garden"))));
    }

    private static FetchRequest page(String address, String secret) {
        return FetchRequest.page(address).with(new SourceSecret(secret, SourceSecret.Place.QUERY, "key"));
    }

    private static List<String> gap(FetchRequest before, FetchRequest after) {
        return DeploymentGap.between(Optional.of(fetching(before)), fetching(after));
    }

    @Test
    void a_secret_that_goes_to_another_source_needs_a_deployment_and_another_path_does_not() {
        FetchRequest rates = page("https://rates.example/a", "rates");
        assertThat(gap(rates, page("https://rates.example/b?c=d", "rates"))).isEmpty();
        assertThat(gap(rates, page("https://more.example/a", "rates")))
                .containsExactly("the ticks may not send the secret rates to https://more.example yet, so they cannot"
                        + " fetch from it");
        assertThat(gap(FetchRequest.page("https://rates.example/a"), rates)).hasSize(1);
        assertThat(gap(rates, FetchRequest.page("https://rates.example/a"))).isEmpty();
    }

    @Test
    void a_host_that_is_allowed_anew_needs_a_deployment() {
        FetchRequest page = FetchRequest.page("http://intranet.example:8080/a");
        assertThat(gap(page, page.allowing("intranet.example")))
                .containsExactly("the ticks may fetch from intranet.example only if it is a public host: the deployment"
                        + " does not have it in sources.allow yet");
        assertThat(gap(page.allowing("intranet.example"), page)).isEmpty();
    }
}
