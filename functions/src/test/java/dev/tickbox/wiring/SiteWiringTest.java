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
    void a_missing_secret_holds_purchases_if_the_ticks_also_publish() {
        assertThat(wiring(true).unusable(KITCHEN, TextOrigin.REAL))
                .hasValueSatisfying(why -> assertThat(why).contains("TICKBOX_SECRET_KITCHEN"));
        assertThat(wiring(true).unusable(KITCHEN, TextOrigin.SIMULATED)).isEmpty();
    }

    @Test
    void no_purchase_is_held_if_the_publishers_have_their_own_secrets() {
        assertThat(wiring(false).unusable(KITCHEN, TextOrigin.REAL)).isEmpty();
        // Wired as in a function.
        FunctionFixture office = new FunctionFixture(folder);
        var context =
                office.deployed(Map.of()).context(office.deployed(Map.of()).log(FakeExchange.post("")));
        assertThat(context.publishers().unusable(KITCHEN, TextOrigin.REAL)).isEmpty();
    }
}
