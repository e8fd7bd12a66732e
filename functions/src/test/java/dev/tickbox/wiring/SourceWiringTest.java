package dev.tickbox.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.source.Source;
import dev.tickbox.source.Source.Again;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.Source.Refused;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which sources a process may reach. */
class SourceWiringTest {
    /** Nothing listens there: a host that is allowed cannot be connected to, any other is not tried. */
    private static final String HERE = "http://localhost:9/feed";

    private static Wiring wiring(Map<String, String> environment) {
        return new Wiring(Clock.system(), Ids.system(), environment, Optional.empty(), Path.of("unused"));
    }

    private static Source.Reply fetch(Wiring wiring, Generator generator, String address, String... allowed) {
        Source source = wiring.context(new MemoryStore(), generator, (document, run, state, cause) -> {})
                .source();
        return source.fetch(
                new SourceQuery(address, new SourceForm.Feed(), Optional.empty(), Set.of(allowed), true),
                Clock.system().deadline(Duration.ofSeconds(5)));
    }

    @Test
    void on_one_machine_the_content_says_which_private_hosts_are_reached() {
        assertThat(fetch(wiring(Map.of()), UnavailableGenerator.HERE, HERE)).isInstanceOf(Refused.class);
        assertThat(fetch(wiring(Map.of()), UnavailableGenerator.HERE, HERE, "localhost"))
                .isInstanceOf(Again.class);
    }

    @Test
    void in_a_deployment_the_deployment_says_it() {
        Map<String, String> none = Map.of(Wiring.DESTINATIONS, "{}");
        assertThat(fetch(wiring(none), UnavailableGenerator.HERE, HERE, "localhost"))
                .isInstanceOf(Refused.class);
        Map<String, String> one = Map.of(Wiring.DESTINATIONS, "{}", Wiring.SOURCE_HOSTS, "[\"localhost\"]");
        assertThat(fetch(wiring(one), UnavailableGenerator.HERE, HERE, "localhost"))
                .isInstanceOf(Again.class);
    }

    @Test
    void simulated_runs_have_made_up_sources_and_real_ones_do_not() {
        Generator simulated =
                new World(new MemoryStore(), Faults.NONE, 1).context().generator();
        assertThat(fetch(wiring(Map.of()), simulated, "https://a.example/feed")).isInstanceOf(Fetched.class);
        assertThat(fetch(wiring(Map.of()), UnavailableGenerator.HERE, "http://127.0.0.1/.example"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_secret_that_is_missing_is_named_with_where_it_would_be() {
        FetchRequest request =
                FetchRequest.feed("https://api.example/{{vars.x}}").with(new SourceSecret("rates", Place.QUERY, "key"));
        assertThat(wiring(Map.of()).lacking(request))
                .contains("there is no secret rates (looked for the environment variable TICKBOX_SECRET_RATES)");
        assertThat(wiring(Map.of("TICKBOX_SECRET_RATES", "x")).lacking(request)).isEmpty();
        Map<String, String> elsewhere =
                Map.of("TICKBOX_SECRET_RATES", "x", Wiring.DESTINATIONS, "{\"rates\": [\"https://other.example\"]}");
        assertThat(wiring(elsewhere).lacking(request).orElseThrow())
                .contains("https://other.example", "https://api.example");
    }
}
