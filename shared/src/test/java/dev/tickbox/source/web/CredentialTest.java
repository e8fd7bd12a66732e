package dev.tickbox.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tickbox.secret.DeployedSecrets;
import dev.tickbox.secret.Secrets;
import dev.tickbox.source.Source.Refused;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final SourceSecret IN_QUERY = new SourceSecret("fred", Place.QUERY, "api_key");
    private static final SourceSecret IN_HEADER = new SourceSecret("fred", Place.HEADER, "X-Key");
    private static final Secrets VAULT = (name, address) -> Optional.of("s3cr3t/value\n");

    private static HttpUrl url(String text) {
        return Objects.requireNonNull(HttpUrl.parse(text));
    }

    private static Request sent(SourceSecret secret, String first, String at) {
        return Credential.of(Optional.of(secret), VAULT, url(first))
                .onto(new Request.Builder(), url(at))
                .build();
    }

    @Test
    void a_secret_goes_where_it_belongs() {
        String at = "https://api.example/series?id=GDP";
        assertThat(sent(IN_QUERY, at, at).url().queryParameter("api_key")).isEqualTo("s3cr3t/value");
        assertThat(sent(IN_HEADER, at, at).header("X-Key")).isEqualTo("s3cr3t/value");
    }

    @Test
    void a_secret_is_not_taken_to_another_host_port_or_scheme() {
        for (String elsewhere : List.of("https://evil.example/", "https://api.example:8443/", "http://api.example/")) {
            assertThat(sent(IN_QUERY, "https://api.example/", elsewhere).url().query())
                    .isNull();
            assertThat(sent(IN_HEADER, "https://api.example/", elsewhere).header("X-Key"))
                    .isNull();
        }
    }

    @Test
    void a_secret_is_masked_in_texts_and_in_what_a_source_repeats() {
        var given = Credential.of(Optional.of(IN_QUERY), VAULT, url("https://api.example/"));
        assertThat(given.masked("GET /?api_key=s3cr3t%2Fvalue and s3cr3t/value"))
                .isEqualTo("GET /?api_key=*** and ***");
        assertThat(new String(
                        given.masked("{\"you sent\": \"s3cr3t/value\", \"é\": 1}".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"you sent\": \"***\", \"é\": 1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p&q/é<\"'",
                "p%26q%2f%C3%a9%3C%22%27",
                "p&q\\/é<\\\"'",
                "p&amp;q/é&lt;&quot;&apos;",
                "p&#38;q&#x2F;&#xE9;&#060;&#34;&#39;",
                "p\\u0026q\\u002f\\u00E9\\u003c\\u0022\\u0027"
            })
    void a_secret_is_masked_in_the_spelling_of_each_format(String spelling) {
        var given =
                Credential.of(Optional.of(IN_QUERY), (name, at) -> Optional.of("p&q/é<\"'"), url("https://a.example/"));
        String text = "ü " + spelling + " p&q ";
        assertThat(given.masked(text)).isEqualTo("ü *** p&q ");
        for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            assertThat(new String(given.masked(text.getBytes(encoding)), encoding))
                    .isEqualTo("ü *** p&q ");
        }
    }

    @Test
    void a_text_that_is_nearly_the_secret_many_times_is_read_in_time() {
        String secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0." + "\\a".repeat(500);
        var given = Credential.of(Optional.of(IN_QUERY), (name, at) -> Optional.of(secret), url("https://a.example/"));
        String nearly = (secret.substring(0, secret.length() - 1) + ". ").repeat(500);
        String echoed = nearly + secret + " and " + secret.replace("\\", "\\\\");
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> given.masked(echoed)))
                .isEqualTo(nearly + "*** and ***");
        byte[] bytes = echoed.getBytes(StandardCharsets.UTF_8);
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> given.masked(bytes)))
                .isEqualTo((nearly + "*** and ***").getBytes(StandardCharsets.UTF_8));
    }

    /** The client would refuse it in a message with the whole value, and messages are kept. */
    @Test
    void a_secret_that_no_header_can_carry_is_named_and_not_shown() {
        Secrets vault = (name, address) -> Optional.of("abc\u2013def");
        assertThatThrownBy(() -> Credential.of(Optional.of(IN_HEADER), vault, url("https://api.example/")))
                .isInstanceOf(Secrets.Unavailable.class)
                .hasMessage("the secret fred has a character that no header can carry");
        assertThat(Credential.of(Optional.of(IN_QUERY), vault, url("https://api.example/"))
                        .value())
                .contains("abc\u2013def");
    }

    @Test
    void a_secret_goes_only_where_the_deployment_says() {
        Secrets deployed = new DeployedSecrets(VAULT, Map.of("fred", List.of("https://api.example")));
        assertThat(Credential.of(Optional.of(IN_QUERY), deployed, url("https://api.example/series"))
                        .value())
                .contains("s3cr3t/value");
        assertThatThrownBy(() -> Credential.of(Optional.of(IN_QUERY), deployed, url("https://evil.example/series")))
                .isInstanceOf(Secrets.Unavailable.class);
    }

    @Test
    void a_secret_is_not_sent_over_http() {
        var query = new SourceQuery(
                "http://localhost/", new SourceForm.Feed(), Optional.of(IN_QUERY), Set.of("localhost"), true);
        assertThat(LoopbackWeb.fetch(LoopbackWeb.source(), query))
                .isEqualTo(new Refused("a secret is sent over https only"));
    }

    @Test
    void a_secret_that_is_not_there_is_named() {
        var query =
                new SourceQuery("https://api.example/", new SourceForm.Feed(), Optional.of(IN_QUERY), Set.of(), true);
        assertThat(LoopbackWeb.fetch(LoopbackWeb.source(), query).toString()).contains("there is no secret fred");
    }
}
