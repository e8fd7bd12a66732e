package dev.tickbox.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Site;
import dev.tickbox.functions.FakeExchange;
import dev.tickbox.functions.FunctionFixture;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.secret.EnvironmentSecrets;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWiringTest {
    private static final Site KITCHEN = new Site(
            "kitchen",
            "git",
            Map.of("remote", "https://example.com/kitchen.git", "branch", "main", "file", "x.md", "secret", "kitchen"));

    @TempDir
    private Path folder = Path.of("");

    private SiteWiring wiring(boolean publishesHere) {
        Folders folders = Folders.of(Optional.of(folder), folder.resolve("cache"));
        return new SiteWiring(folders, new ManualClock(World.START), new EnvironmentSecrets(Map.of()), publishesHere);
    }

    @Test
    void a_secret_that_is_missing_here_holds_purchases_where_ticks_publish_by_themselves() {
        assertThat(wiring(true).unusable(KITCHEN, TextOrigin.REAL))
                .hasValueSatisfying(why -> assertThat(why).contains("TICKBOX_SECRET_KITCHEN"));
        assertThat(wiring(true).unusable(KITCHEN, TextOrigin.SIMULATED)).isEmpty();
    }

    @Test
    void it_holds_none_where_the_publishers_have_secrets_of_their_own() {
        assertThat(wiring(false).unusable(KITCHEN, TextOrigin.REAL)).isEmpty();
        // As a function is wired.
        FunctionFixture office = new FunctionFixture(folder);
        var parts = office.deployed(Map.of()).parts(office.deployed(Map.of()).log(FakeExchange.post("")));
        assertThat(parts.publishers().unusable(KITCHEN, TextOrigin.REAL)).isEmpty();
    }
}
