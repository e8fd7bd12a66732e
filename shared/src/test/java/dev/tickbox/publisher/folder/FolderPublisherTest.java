package dev.tickbox.publisher.folder;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Address;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.FrontMatter;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.SiteClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPublisherTest {
    private static final Address WEB = Address.under("https://example.com/");

    @TempDir
    Path outside;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private final Delivery two = edition("k2", 2);

    private Path root() {
        return outside.resolve("public/garden");
    }

    private Path file() {
        return root().resolve(one.file());
    }

    private Result publish(Delivery delivery) {
        return new FolderPublisher(root(), WEB, 0).publish(delivery, clock.soon());
    }

    private Set<String> files() throws IOException {
        try (var files = Files.walk(root())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root().relativize(file).toString())
                    .filter(name -> !name.equals(".tickbox.lock"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void an_article_becomes_a_file_and_nothing_else_is_left() throws Exception {
        assertThat(publish(one))
                .isEqualTo(new Published("https://example.com/posts/2026-11-21-tea.md", file().toString()));
        assertThat(file()).hasBinaryContent(FrontMatter.file(one));
        assertThat(files()).containsExactly(one.file());
    }

    @Test
    void the_same_delivery_twice_is_written_once_and_has_the_same_receipt() throws Exception {
        Result first = publish(one);
        FileTime long_ago = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(file(), long_ago);
        assertThat(publish(one)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(long_ago);
    }

    @Test
    void without_an_address_the_receipt_names_the_file() {
        assertThat(new FolderPublisher(root()).publish(one, clock.soon()))
                .isInstanceOfSatisfying(
                        Published.class,
                        receipt -> assertThat(receipt.url())
                                .startsWith("file:///")
                                .endsWith("/public/garden/posts/2026-11-21-tea.md"));
    }

    @Test
    void a_later_edition_replaces_and_a_late_zombies_earlier_one_loses() throws Exception {
        publish(one);
        assertThat(publish(two)).isInstanceOf(Published.class);
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).startsWith("superseded"));
        assertThat(file()).hasBinaryContent(FrontMatter.file(two));
    }

    @Test
    void a_strangers_file_is_never_overwritten() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "# Mine\n");
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why())
                                .contains(one.file(), "not written by Tickbox", "move it away", "tickbox retry k1"));
        assertThat(file()).hasContent("# Mine\n");
    }

    @Test
    void a_name_that_another_article_has_gets_a_suffix_and_is_found_again_under_it() throws Exception {
        publish(Deliveries.of("k8", one.file(), 1, "run-8"));
        publish(Deliveries.of("k9", one.file(), 1, "run-9"));
        Result third = publish(one);
        assertThat(third)
                .isEqualTo(new Published(
                        "https://example.com/posts/2026-11-21-tea-3.md",
                        root().resolve("posts/2026-11-21-tea-3.md").toString()));
        assertThat(Files.readString(root().resolve("posts/2026-11-21-tea-3.md")))
                .contains("slug: \"tea-3\"", "Text of k1.");

        Files.delete(root().resolve("posts/2026-11-21-tea-2.md"));
        assertThat(publish(one)).isEqualTo(third);
        assertThat(publish(two)).isInstanceOf(Published.class);
        assertThat(Files.readString(root().resolve("posts/2026-11-21-tea-3.md")))
                .contains("Text of k2.");
        assertThat(files()).containsExactlyInAnyOrder("posts/2026-11-21-tea.md", "posts/2026-11-21-tea-3.md");
    }

    @Test
    void a_strangers_file_under_a_suffix_is_not_passed_over() throws Exception {
        publish(Deliveries.of("k8", one.file(), 1, "run-8"));
        Files.writeString(root().resolve("posts/2026-11-21-tea-2.md"), "# Mine\n");
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).contains("tea-2.md", "not written by Tickbox"));
        assertThat(root().resolve("posts/2026-11-21-tea-2.md")).hasContent("# Mine\n");
        assertThat(files()).hasSize(2);
    }

    @Test
    void sixteen_articles_of_one_name_at_once_get_a_name_each_and_keep_it() throws Exception {
        List<Callable<Result>> calls = new ArrayList<>();
        for (int n = 0; n < 48; n++) {
            Delivery delivery = Deliveries.of("k" + n % 16, one.file(), 1, "run-" + n % 16);
            calls.add(() -> new FolderPublisher(root()).publish(delivery, clock.soon()));
        }
        Set<Object> receipts = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(Published.class);
                receipts.add(result.get());
            }
        }
        assertThat(receipts).hasSize(16);
        assertThat(files()).hasSize(16);
    }

    @Test
    void a_persons_edits_stay() throws Exception {
        publish(one);
        Files.writeString(file(), Files.readString(file()) + "My own words.\n");
        assertThat(publish(one)).isInstanceOf(Published.class);
        assertThat(publish(two)).isInstanceOf(Refused.class);
        assertThat(Files.readString(file())).contains("My own words.").contains("k1");
    }

    @Test
    void nothing_is_written_through_a_link_or_outside_the_root() throws Exception {
        Path elsewhere = Files.createDirectories(outside.resolve("elsewhere"));
        Files.createDirectories(root());
        Files.createSymbolicLink(root().resolve("posts"), elsewhere);
        assertThat(publish(one)).isInstanceOf(Refused.class);
        assertThat(publish(Deliveries.at("k", "posts/deep/er/x.md"))).isInstanceOf(Refused.class);
        assertThat(publish(Deliveries.at("k", "../x.md"))).isInstanceOf(Refused.class);
        assertThat(elsewhere).isEmptyDirectory();

        Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
        Files.createSymbolicLink(root().resolve("x.md"), victim);
        assertThat(publish(Deliveries.at("k", "x.md"))).isInstanceOf(Refused.class);
        assertThat(victim).hasContent("precious");
        assertThat(root().resolve("x.md")).isSymbolicLink();
    }

    @Test
    void a_folder_where_the_file_should_be_and_a_file_where_a_folder_should_be_are_refused() throws Exception {
        Files.createDirectories(file());
        Files.writeString(root().resolve("plain"), "");
        assertThat(publish(one)).isInstanceOf(Refused.class);
        assertThat(publish(Deliveries.at("k", "plain/x.md"))).isInstanceOf(Refused.class);
    }

    @Test
    void what_a_dead_publisher_left_is_taken_away() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file().resolveSibling(".tickbox-publishing.tmp"), "half an arti");
        assertThat(publish(one)).isInstanceOf(Published.class);
        assertThat(files()).containsExactly(one.file());
    }

    @Test
    void nothing_begins_after_the_deadline() throws Exception {
        var deadline = clock.soon();
        clock.pass(Duration.ofSeconds(60));
        assertThat(new FolderPublisher(root()).publish(one, deadline)).isInstanceOf(Retry.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_publisher_frozen_before_its_rename_delays_others_but_never_writes_late() throws Exception {
        SiteClock frozenClock = new SiteClock();
        var deadline = frozenClock.soon();
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        frozenClock.atNextLook(() -> {
            frozen.countDown();
            await(thaw);
            frozenClock.pass(Duration.ofHours(1));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Closeable _ = thaw::countDown) {
            Future<Result> zombie = threads.submit(() -> new FolderPublisher(root()).publish(one, deadline));
            await(frozen);
            assertThat(publish(one))
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.why()).contains(".tickbox.lock"));
            thaw.countDown();
            assertThat(zombie.get()).isInstanceOf(Retry.class);
        }
        assertThat(files()).isEmpty();
        assertThat(publish(one)).isInstanceOf(Published.class);
    }

    @Test
    void sixteen_threads_publish_the_same_and_different_deliveries_each_once() throws Exception {
        List<Callable<Result>> calls = new ArrayList<>();
        for (int n = 0; n < 48; n++) {
            Delivery delivery = Deliveries.at("k" + n % 12, "posts/" + n % 12 + ".md");
            calls.add(() -> new FolderPublisher(root()).publish(delivery, clock.soon()));
        }
        List<Object> receipts = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(Published.class);
                receipts.add(result.get());
            }
        }
        assertThat(Set.copyOf(receipts)).hasSize(12);
        assertThat(files()).hasSize(12);
    }

    @Test
    void a_folder_that_cannot_be_written_is_tried_again_later() throws Exception {
        Files.createDirectories(outside);
        Files.writeString(outside.resolve("public"), "a file, so that no folder can be made");
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.why()).contains("cannot publish to"));
    }

    @Test
    void a_full_disk_is_tried_again_later_and_leaves_nothing_behind() throws Exception {
        // A process that may not write more than 1,024 bytes to a file meets the same error path as one on a full disk.
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process child = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 1; exec \"$@\"",
                        "-",
                        java,
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FullDisk.class.getName(),
                        root().toString())
                .redirectErrorStream(true)
                .start();
        String said;
        try (var output = child.inputReader()) {
            said = output.lines().collect(Collectors.joining("\n"));
        }
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("Retry", "cannot publish to", "File too large");
        assertThat(files()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
