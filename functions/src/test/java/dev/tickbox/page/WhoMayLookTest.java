package dev.tickbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.page.RawRequest.Answer;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Ref;
import dev.tickbox.world.Contents;
import dev.tickbox.world.SeededIds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other users of this machine, pages of other hosts, and names that were bound to this address see nothing. */
class WhoMayLookTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    private final MemoryStore store = new MemoryStore();
    private final PageWorld page = new PageWorld(
            store,
            Faults.NONE,
            Contents.job(
                    "daily",
                    "garden",
                    "0 6 * * *",
                    OnUncertain.RESUBMIT,
                    Contents.single("garden", "Write a secret.")));

    @BeforeEach
    void buy() {
        page.world.clock.advance(Duration.ofMinutes(60));
        page.pass(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private static void assertClosed(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("daily", "garden");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void whoever_used_the_address_sees_the_pages() {
        assertThat(page.look("").body()).contains("daily", "This morning");
        assertThat(page.look(PageWorld.run(RUN)).body()).contains(RUN, "DONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:PORT",
                ""
            })
    void a_rebound_name_sees_nothing_even_with_the_cookie(String host) {
        Answer answer = page.request("")
                .withHost(host.replace("PORT", "" + page.port()))
                .send();
        assertThat(answer.status()).isIn(421, 400);
        assertThat(answer.body()).doesNotContain("daily");
    }

    @Test
    void two_hosts_or_an_address_with_a_host_are_refused() {
        assertClosed(page.request("").with("Host: 127.0.0.1:" + page.port()).send(), 421);
        String whole = "http://evil.example" + page.base();
        assertClosed(
                RawRequest.get(page.port(), whole)
                        .with("Cookie: " + page.cookie())
                        .send(),
                421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run?id=daily%402026-11-21T06%3A00Z",
                "job?id=daily",
                "site?id=garden",
                "find?id=daily",
                "style.css",
                "enter",
                "enter?code="
            })
    void without_the_cookie_nothing_is_seen(String path) {
        assertClosed(RawRequest.get(page.port(), page.base() + path).send(), 403);
        assertClosed(
                RawRequest.get(page.port(), page.base() + path)
                        .with("Cookie: tickbox=; tickbox=guess")
                        .send(),
                403);
    }

    @Test
    void the_cookie_belongs_to_a_path_that_only_the_address_names() {
        assertClosed(
                RawRequest.get(page.port(), "/")
                        .with("Cookie: " + page.cookie())
                        .send(),
                404);
        try (PageServer other = PageServer.start(0, new SeededIds(5), page.pages, Acts.NONE, line -> {})) {
            URI entrance = URI.create(other.address());
            Answer entered = RawRequest.get(entrance.getPort(), RawRequest.path(entrance))
                    .send();
            assertThat(entered.status()).isEqualTo(303);
            assertThat(entered.header("Set-Cookie").orElseThrow())
                    .contains(
                            "; Path=" + entrance.getRawPath().replaceFirst("enter$", ""),
                            "; HttpOnly",
                            "; SameSite=Strict");
        }
    }

    @Test
    void the_code_works_once() {
        try (PageServer other = PageServer.start(0, new SeededIds(5), page.pages, Acts.NONE, line -> {})) {
            URI entrance = URI.create(other.address());
            RawRequest request = RawRequest.get(entrance.getPort(), RawRequest.path(entrance));
            assertClosed(request.as("HEAD").send(), 403);
            assertThat(request.send().status()).isEqualTo(303);
            assertClosed(request.send(), 403);
        }
    }

    @Test
    void nothing_is_framed_stored_or_fetched_from_elsewhere() {
        Answer answer = page.look("");
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("same-origin");
        assertThat(answer.body()).doesNotContain("<script", "style=\"", "src=", "http://", "https://");
    }

    @Test
    void looking_changes_nothing_in_the_store() {
        Map<Ref, Fields> before = store.contents();
        for (String path : List.of(
                "", PageWorld.run(RUN), "job?id=daily", "site?id=garden", "find?id=daily", "nothing", "run?id=%zz")) {
            page.look(path);
            page.request(path).as("POST").send();
            page.request(path).as("DELETE").send();
        }
        assertThat(store.contents()).isEqualTo(before);
        assertThat(page.troubles).isEmpty();
    }
}
