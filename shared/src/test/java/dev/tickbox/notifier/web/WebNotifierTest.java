package dev.tickbox.notifier.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.Topic;
import dev.tickbox.notifier.Notifier.Delivered;
import dev.tickbox.notifier.Notifier.NotDelivered;
import dev.tickbox.notifier.Notifier.Sending;
import dev.tickbox.notifier.web.WebNotifier.Hooks;
import dev.tickbox.secret.DeployedSecrets;
import dev.tickbox.secret.Secrets;
import dev.tickbox.web.Destination.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebNotifierTest {
    private static final String HOSTILE = "“<!channel> <@U123> [click](https://evil.example) ```@everyone & *bold*”";
    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8));
    private static final Message MESSAGE = new Message(
            "m-1",
            Topic.NEEDS_YOU,
            Set.of("a"),
            new Message.Text("Tickbox: 1 thing waits for you", List.of(HOSTILE)),
            Instant.parse("2026-11-21T06:00:00Z"));

    private record Seen(String path, Map<String, List<String>> headers, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private int status = 200;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(new Seen(
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private WebNotifier notifier(Secrets secrets, Access access) {
        Hooks hooks = new Hooks(Set.of(origin()), Set.of(origin()), access);
        return new WebNotifier(secrets, Optional.empty(), Clock.system(), hooks, host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private static Channel channel(Channel.Target target) {
        return new Channel("ops", target, Set.of(Topic.NEEDS_YOU), Optional.empty(), false);
    }

    private Sending send(Channel.Target target, String secret) {
        return notifier((name, address) -> Optional.of(secret), Access.ANY)
                .send(channel(target), MESSAGE, Clock.system().deadline(Duration.ofSeconds(10)));
    }

    private Channel.Webhook webhook(boolean anywhere) {
        return new Channel.Webhook(new CalledAddress(origin() + "/hook", anywhere), "hook");
    }

    @Test
    void a_hostile_title_stays_text_in_slack() {
        assertThat(send(new Channel.Slack("ops-slack"), origin() + "/services/T/B/x"))
                .isEqualTo(new Delivered());

        Map<String, Object> body = Json.parseObject(seen.getFirst().body());
        assertThat(body)
                .containsEntry("mrkdwn", false)
                .containsEntry("parse", "none")
                .containsEntry("unfurl_links", false);
        assertThat((String) body.get("text"))
                .contains("&lt;!channel&gt; &lt;@U123&gt;")
                .doesNotContain("<");
    }

    @Test
    void a_hostile_title_stays_text_in_discord() {
        assertThat(send(new Channel.Discord("chat"), origin() + "/api/webhooks/1/x"))
                .isEqualTo(new Delivered());

        Map<String, Object> body = Json.parseObject(seen.getFirst().body());
        assertThat(body).containsEntry("allowed_mentions", Map.of("parse", List.of()));
        String content = String.valueOf(body.get("content"));
        assertThat(content).startsWith("```\n").endsWith("\n```").hasSizeLessThan(2000);
        assertThat(content.substring(4, content.length() - 4))
                .doesNotContain("`")
                .contains("@everyone");
    }

    @Test
    void a_webhook_is_signed_as_the_standard_says() throws Exception {
        assertThat(send(webhook(true), "whsec_" + KEY)).isEqualTo(new Delivered());

        Seen got = seen.getFirst();
        String at =
                Objects.requireNonNull(got.headers().get("Webhook-timestamp")).getFirst();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String expected = Base64.getEncoder()
                .encodeToString(mac.doFinal(("m-1." + at + "." + got.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(got.headers().get("Webhook-id")).containsExactly("m-1");
        assertThat(got.headers().get("Webhook-signature")).containsExactly("v1," + expected);
        assertThat(Json.parseObject(got.body())).containsEntry("type", "tickbox.needs-you");
    }

    /** The published example of the standard's own libraries. */
    @Test
    void the_signature_is_that_of_the_standards_example() {
        assertThat(new StandardSignature("hook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .of(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_address_that_is_not_public_is_not_called_unless_the_operator_allows_it() {
        assertThat(send(webhook(false), KEY))
                .isInstanceOfSatisfying(
                        NotDelivered.class, not -> assertThat(not.why()).contains("which is not public"));
        assertThat(notifier((name, address) -> Optional.of(origin() + "/x"), Access.PUBLIC)
                        .send(
                                channel(new Channel.Slack("ops-slack")),
                                MESSAGE,
                                Clock.system().deadline(Duration.ofSeconds(10))))
                .isInstanceOf(NotDelivered.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_deployment_decides_which_hosts_may_be_anywhere_and_where_a_secret_goes() {
        Secrets listed = new DeployedSecrets((name, address) -> Optional.of(KEY), Map.of("hook", List.of(origin())));
        WebNotifier deployed =
                new WebNotifier(listed, Optional.of(Set.of()), Clock.system(), Hooks.REAL, InetAddress::getAllByName);
        assertThat(deployed.send(channel(webhook(true)), MESSAGE, Clock.system().deadline(Duration.ofSeconds(10))))
                .isInstanceOfSatisfying(
                        NotDelivered.class, not -> assertThat(not.why()).contains("which is not public"));
        assertThat(deployed.send(
                        channel(new Channel.Slack("hook")),
                        MESSAGE,
                        Clock.system().deadline(Duration.ofSeconds(10))))
                .isInstanceOfSatisfying(
                        NotDelivered.class,
                        not -> assertThat(not.why()).contains("allows the secret hook to be sent only to " + origin()));
        assertThat(seen).isEmpty();
    }

    @Test
    void a_secret_goes_to_its_own_host_only_and_is_in_no_message() {
        for (String secret : List.of("https://evil.example/s3cret", "s3cret", "http://localhost:1/s3cret")) {
            assertThat(send(new Channel.Slack("ops-slack"), secret))
                    .isInstanceOfSatisfying(
                            NotDelivered.class, not -> assertThat(not.why()).doesNotContain("s3cret"));
        }
        status = 302;
        assertThat(send(new Channel.Slack("ops-slack"), origin() + "/s3cret"))
                .isEqualTo(new NotDelivered("localhost answered 302"));
        assertThat(seen).hasSize(1);
        assertThat(send(webhook(true), "short"))
                .isInstanceOfSatisfying(
                        NotDelivered.class, not -> assertThat(not.why()).doesNotContain("short is"));
    }

    @Test
    void what_answers_an_error_was_not_delivered() {
        status = 503;
        assertThat(send(webhook(true), KEY)).isEqualTo(new NotDelivered("localhost answered 503"));
        assertThat(seen).hasSize(1);
    }

    @Test
    void the_heartbeat_is_a_get_without_a_body() {
        WebNotifier each = notifier((name, address) -> Optional.empty(), Access.ANY);
        assertThat(each.beat(
                        new CalledAddress(origin() + "/ping/abc", true),
                        Clock.system().deadline(Duration.ofSeconds(10))))
                .isEqualTo(new Delivered());
        assertThat(seen.getFirst()).extracting(Seen::path, Seen::body).containsExactly("/ping/abc", "");
    }
}
