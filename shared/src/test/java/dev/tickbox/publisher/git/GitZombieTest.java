package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishers that are overtaken, frozen or cut off in the middle of a push, over git's own HTTP server. */
@Tag("long")
class GitZombieTest {
    @TempDir
    Path folder;

    private final Delivery one = edition("k1", 1);
    private HttpSite site;

    @BeforeEach
    void start() throws Exception {
        site = HttpSite.start(folder, "pat");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_push_whose_reply_is_lost_is_found_and_not_repeated() throws Exception {
        AtomicBoolean once = new AtomicBoolean(true);
        site.http().luck(new GitHttp.Luck() {
            @Override
            public boolean losesReply(String request) {
                return request.equals(HttpSite.PUSH) && once.getAndSet(false);
            }
        });
        assertThat(site.publish(one))
                .isEqualTo(new Published(
                        site.http().address() + "/site.git/" + one.file(),
                        site.bare().log().getFirst().name()));
        assertThat(once).isFalse();
        assertThat(site.bare().log()).hasSize(1);
    }

    @Test
    void when_nothing_can_be_asked_after_a_lost_reply_the_next_publish_finds_it() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        site.http().luck(new GitHttp.Luck() {
            @Override
            public boolean losesReply(String request) {
                down.compareAndSet(false, request.equals(HttpSite.PUSH));
                return down.get();
            }
        });
        assertThat(site.publish(one)).isInstanceOf(Retry.class);
        assertThat(site.bare().commitsWithKey("k1")).isEqualTo(1);
        site.http().luck(new GitHttp.Luck() {});
        assertThat(site.publish(one)).isInstanceOf(Published.class);
        assertThat(site.bare().log()).hasSize(1);
    }

    @Test
    void a_zombie_frozen_in_its_push_loses_and_reports_the_others_receipt() throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        site.freezeFirstPush(frozen, thaw);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Closeable _ = thaw::countDown) {
            // On one machine too: the frozen one holds its cache, and delays nobody.
            Future<Result> zombie = threads.submit(() -> site.publish(one));
            HttpSite.await(frozen);
            site.clock().pass(Duration.ofSeconds(20));
            Result other = site.publish(one);
            assertThat(other).isInstanceOf(Published.class);
            thaw.countDown();
            assertThat(zombie.get()).isEqualTo(other);
        }
        assertThat(site.http().requests().stream().filter(HttpSite.PUSH::equals).count())
                .isEqualTo(2);
        assertThat(site.bare().log()).hasSize(1);
    }

    @Test
    void a_zombie_with_an_earlier_edition_loses_to_the_later_one() throws Exception {
        site.publish(Deliveries.at("k0", "first.md"));
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        site.freezeFirstPush(frozen, thaw);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Closeable _ = thaw::countDown) {
            Future<Result> zombie = threads.submit(() -> site.publish(one));
            HttpSite.await(frozen);
            assertThat(site.publish(edition("k2", 2))).isInstanceOf(Published.class);
            thaw.countDown();
            assertThat(zombie.get())
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.why()).startsWith("superseded"));
        }
        assertThat(site.bare().commitsWithKey("k1")).isZero();
        assertThat(site.bare().read(one.file()))
                .hasValueSatisfying(text -> assertThat(text).contains("k2"));
    }

    @Test
    void no_push_begins_when_the_deadline_passed_while_looking() throws Exception {
        // With the tip known there is nothing to fetch, and so the look before the push is the only one left.
        site.publish(Deliveries.at("k0", "first.md"));
        site.http().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                if (request.startsWith("GET")) {
                    site.clock().pass(Duration.ofHours(1));
                }
            }
        });
        long before = askedToPush();
        assertThat(site.publish(one)).isInstanceOf(Retry.class);
        assertThat(askedToPush()).isEqualTo(before);
    }

    private long askedToPush() {
        return site.http().requests().stream()
                .filter(request -> request.contains("receive-pack"))
                .count();
    }

    @Test
    void two_publishers_race_over_http_and_every_delivery_lands_exactly_once() throws Exception {
        List<Callable<Result>> calls = new ArrayList<>();
        for (int n = 0; n < 16; n++) {
            Delivery delivery = Deliveries.at("k" + n / 2, "posts/" + n / 2 + ".md");
            String workdir = "work" + n % 2;
            calls.add(() -> site.publisher(workdir, "site.git", "pat:" + HttpSite.WORD)
                    .publish(delivery, site.clock().soon()));
        }
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(Published.class);
            }
        }
        assertThat(site.bare().log()).hasSize(8);
        for (int n = 0; n < 8; n++) {
            assertThat(site.bare().commitsWithKey("k" + n)).isEqualTo(1);
        }
    }
}
