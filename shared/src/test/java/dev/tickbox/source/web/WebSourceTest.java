package dev.tickbox.source.web;

import static dev.tickbox.source.web.LoopbackWeb.fetch;
import static dev.tickbox.source.web.LoopbackWeb.query;
import static dev.tickbox.source.web.LoopbackWeb.send;
import static dev.tickbox.source.web.LoopbackWeb.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tickbox.Clock;
import dev.tickbox.Limits.FetchLimits;
import dev.tickbox.source.Source.Again;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.Source.Refused;
import dev.tickbox.source.SourceQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSourceTest {
    private final LoopbackWeb web = new LoopbackWeb();

    @AfterEach
    void close() {
        web.close();
    }

    private static String text(Fetched fetched) {
        return new String(fetched.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_host_that_is_allowed_answers_from_any_address_and_port() {
        web.on("/feed", "news");
        assertThat(fetch(source(), query(web.address("/feed"), "localhost")))
                .asInstanceOf(type(Fetched.class))
                .satisfies(fetched -> {
                    assertThat(text(fetched)).isEqualTo("news");
                    assertThat(fetched.address()).isEqualTo(web.address("/feed"));
                });
        assertThat(web.requests).containsExactly("GET /feed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://10.1.2.3/",
                "http://169.254.169.254/computeMetadata/v1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "https://192.168.0.1/",
                "http://0.0.0.0/"
            })
    void an_address_that_is_not_public_is_not_connected_to(String address) {
        assertThat(fetch(new WebSource(LoopbackWeb.NO_SECRETS, Optional.empty(), FetchLimits.STANDARD), query(address)))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.why()).contains("not public", "allow"));
    }

    @Test
    void a_name_that_leads_to_this_machine_is_not_connected_to() {
        web.on("/", "private");
        assertThat(fetch(source(), query("http://inside.test:" + web.port() + "/")))
                .isInstanceOf(Refused.class);
        assertThat(web.requests).isEmpty();
    }

    /** What is judged is what is connected to: a second answer of the name server is never asked for. */
    @Test
    void a_name_that_is_resolved_anew_makes_no_difference() {
        AtomicInteger asked = new AtomicInteger();
        var rebinding = source(host -> {
            asked.incrementAndGet();
            return InetAddress.getAllByName("127.0.0.1");
        });
        assertThat(fetch(rebinding, query("http://rebinding.test/"))).isInstanceOf(Refused.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_port_of_another_service_is_not_connected_to() {
        var mail = source(host -> InetAddress.getAllByName("93.184.215.14"));
        assertThat(fetch(mail, query("http://mail.test:25/")))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.why()).contains("port 25", "80 nor 443"));
    }

    @Test
    void a_redirect_to_what_is_not_public_is_not_followed() {
        web.redirecting("/out", "http://127.0.0.1:" + web.port() + "/secret").on("/secret", "private");
        assertThat(fetch(source(), query(web.address("/out"), "localhost")))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.why()).contains("127.0.0.1"));
        assertThat(web.requests).containsExactly("GET /out");
    }

    /** A hostile source would otherwise reach a host that was allowed for another source. */
    @Test
    void an_allowed_host_is_reached_only_where_the_content_names_it() {
        web.redirecting("/out", "http://intranet.test:" + web.port() + "/secret")
                .on("/secret", "private");
        assertThat(fetch(source(), query(web.address("/out"), "localhost", "intranet.test")))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.why()).contains("intranet.test", "not for a redirect"));
        SourceQuery given = query("http://intranet.test:" + web.port() + "/secret", "intranet.test");
        assertThat(fetch(
                        source(),
                        new SourceQuery(given.address(), given.form(), given.secret(), given.allowed(), false)))
                .isInstanceOf(Refused.class);
        assertThat(web.requests).containsExactly("GET /out");
        assertThat(fetch(source(), given)).isInstanceOf(Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "jar:http://localhost/!/"})
    void a_redirect_out_of_the_web_is_not_followed(String location) {
        web.redirecting("/out", location);
        assertThat(fetch(source(), query(web.address("/out"), "localhost"))).isInstanceOf(Refused.class);
    }

    @Test
    void five_redirects_are_followed_and_no_more() {
        for (int i = 0; i < 7; i++) {
            web.redirecting("/hop" + i, "/hop" + (i + 1));
        }
        web.on("/hop7", "there");
        assertThat(fetch(source(), query(web.address("/hop2"), "localhost"))).isInstanceOf(Fetched.class);
        assertThat(fetch(source(), query(web.address("/hop1"), "localhost"))).isInstanceOf(Refused.class);
    }

    @Test
    void a_host_is_allowed_where_the_deployment_and_the_job_both_say_so() {
        web.on("/feed", "news");
        var none = new WebSource(LoopbackWeb.NO_SECRETS, Optional.of(Set.of()), FetchLimits.STANDARD);
        assertThat(fetch(none, query(web.address("/feed"), "localhost"))).isInstanceOf(Refused.class);
        var some = new WebSource(LoopbackWeb.NO_SECRETS, Optional.of(Set.of("localhost")), FetchLimits.STANDARD);
        assertThat(fetch(some, query(web.address("/feed"), "localhost"))).isInstanceOf(Fetched.class);
        assertThat(fetch(some, query(web.address("/feed"))))
                .as("a class that fetches a link of a feed")
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_password_in_an_address_is_refused_and_not_repeated() {
        assertThat(fetch(source(), query("https://me:hunter2@example.com/feed")))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.why()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void a_failure_that_may_pass_is_tried_again(int status) {
        web.on("/feed", exchange -> send(exchange, status, "We are back soon"));
        assertThat(fetch(source(), query(web.address("/feed"), "localhost")))
                .isEqualTo(new Again("localhost answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void a_refusal_is_final(int status) {
        web.on("/feed", exchange -> send(exchange, status, ""));
        assertThat(fetch(source(), query(web.address("/feed"), "localhost")))
                .isEqualTo(new Refused("localhost answered " + status));
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() {
        int closed = web.port();
        web.close();
        assertThat(fetch(source(), query("http://localhost:" + closed + "/", "localhost")))
                .isInstanceOf(Again.class);
    }

    @Test
    void an_answer_of_ten_megabytes_is_refused() {
        web.on("/large", "x".repeat(10 * 1024 * 1024));
        assertThat(fetch(source(), query(web.address("/large"), "localhost")))
                .isEqualTo(new Refused("localhost answered more than 8 MiB"));
    }

    @Test
    void a_small_answer_that_is_large_when_decompressed_is_refused() {
        web.on("/bomb", exchange -> {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
                byte[] zeros = new byte[1024 * 1024];
                for (int i = 0; i < 200; i++) {
                    zip.write(zeros);
                }
            }
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        });
        assertThat(fetch(source(), query(web.address("/bomb"), "localhost")))
                .isEqualTo(new Refused("localhost answered more than 8 MiB"));
    }

    @Test
    void an_answer_that_never_ends_is_given_up_at_the_deadline() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        web.on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(source().fetch(
                                query(web.address("/slow"), "localhost"),
                                Clock.system().deadline(Duration.ofMillis(300))))
                .isInstanceOf(Again.class);
        over.countDown();
    }

    @Test
    void a_name_server_that_does_not_answer_is_given_up_at_the_deadline() {
        CountDownLatch over = new CountDownLatch(1);
        var silent = source(host -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        assertThat(silent.fetch(query("http://silent.test/"), Clock.system().deadline(Duration.ofMillis(300))))
                .isInstanceOf(Again.class);
        over.countDown();
    }

    @Test
    void a_host_is_asked_by_two_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        web.on("/busy", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            await(two);
            now.decrementAndGet();
            send(exchange, 200, "ok");
        });
        WebSource source = source();
        var threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual()
                    .start(() -> ((Fetched) fetch(source, query(web.address("/busy"), "localhost"))).release());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(2);
        assertThat(web.requests).hasSize(8);
    }

    /** Each may take 8 MiB and many times that while it is read. */
    @Test
    void few_answers_are_held_at_once_and_others_wait_until_one_is_released() {
        web.on("/feed", "news").on("/broken", exchange -> exchange.sendResponseHeaders(200, 100));
        WebSource source = source();
        SourceQuery query = query(web.address("/feed"), "localhost");
        assertThat(fetch(source, query(web.address("/broken"), "localhost"))).isInstanceOf(Again.class);
        var first = (Fetched) fetch(source, query);
        for (int i = 1; i < FetchLimits.STANDARD.heldAtOnce(); i++) {
            assertThat(fetch(source, query)).isInstanceOf(Fetched.class);
        }
        assertThat(source.fetch(query, Clock.system().deadline(Duration.ofMillis(300))))
                .isEqualTo(new Again("3 other answers take long to read"));
        first.release();
        assertThat(fetch(source, query)).isInstanceOf(Fetched.class);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
