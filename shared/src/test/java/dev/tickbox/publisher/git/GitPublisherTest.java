package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules, against a bare repository on disk, served by the installed git. */
class GitPublisherTest {
    @TempDir
    Path folder;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private final Delivery two = edition("k2", 2);
    private BareSite bare = new BareSite(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        bare = BareSite.create(folder.resolve("site.git"));
    }

    private GitPublisher publisher(String workdir) {
        GitSite site = GitSite.of(bare.folder().toString(), "main", Optional.empty());
        return new GitPublisher(site, folder.resolve(workdir), clock, (name, to) -> Optional.empty());
    }

    private Result publish(Delivery delivery) {
        return publisher("work").publish(delivery, clock.soon());
    }

    /** The same from a machine that never saw this site. */
    private Result publishElsewhere(Delivery delivery) {
        return publisher("work-" + java.util.UUID.nameUUIDFromBytes(new byte[] {(byte) elsewhere++}))
                .publish(delivery, clock.soon());
    }

    private int elsewhere;

    @Test
    void an_empty_repository_gets_its_branch_and_a_commit_that_tells_its_story() throws Exception {
        Result result = publish(one);
        var commit = bare.log().getFirst();
        assertThat(result).isEqualTo(new Published(bare.folder() + "/" + one.file(), commit.name()));
        assertThat(commit.getFullMessage()).isEqualTo("""
                Publish posts/2026-11-21-tea.md

                Tickbox-Key: k1
                Tickbox-Site: garden
                Tickbox-Run: garden-daily@2026-11-21T06:00Z
                Tickbox-Step: publish
                Tickbox-Edition: 1
                """);
        assertThat(commit.getAuthorIdent().getWhenAsInstant()).isEqualTo(SiteClock.START);
        assertThat(bare.read(one.file()))
                .hasValueSatisfying(text -> assertThat(text).contains("Text of k1."));
    }

    @Test
    void other_files_and_their_history_stay() throws Exception {
        bare.write("README.md", "hello", SiteClock.START.minus(Duration.ofDays(400)));
        bare.write("posts/older.md", "older", SiteClock.START.minus(Duration.ofDays(300)));
        assertThat(publish(one)).isInstanceOf(Published.class);
        assertThat(bare.log()).hasSize(3);
        assertThat(bare.read("README.md")).contains("hello");
        assertThat(bare.read("posts/older.md")).contains("older");
    }

    @Test
    void the_same_delivery_again_from_here_or_elsewhere_is_one_commit_and_one_receipt() throws Exception {
        Result first = publish(one);
        bare.write("README.md", "later", clock.now());
        publish(Deliveries.at("k7", "posts/seven.md"));
        assertThat(publish(one)).isEqualTo(first);
        assertThat(publishElsewhere(one)).isEqualTo(first);
        assertThat(bare.commitsWithKey("k1")).isEqualTo(1);
    }

    @Test
    void what_a_person_deleted_edited_or_moved_is_not_published_again() throws Exception {
        Result first = publish(one);
        bare.write(one.file(), "All mine now.\n", clock.now());
        assertThat(publish(one)).isEqualTo(first);
        assertThat(bare.read(one.file())).contains("All mine now.\n");
        bare.delete(one.file(), clock.now());
        assertThat(publishElsewhere(one)).isEqualTo(first);
        assertThat(bare.read(one.file())).isEmpty();
        assertThat(bare.commitsWithKey("k1")).isEqualTo(1);
    }

    @Test
    void the_key_is_found_under_many_newer_commits_and_clocks_that_are_wrong() throws Exception {
        Result first = publish(one);
        bare.delete(one.file(), clock.now());
        for (int n = 0; n < 20; n++) {
            bare.write("wrong-clock.md", "v" + n, SiteClock.START.minus(Duration.ofDays(9_000)));
        }
        for (int n = 0; n < 150; n++) {
            bare.write("busy.md", "v" + n, clock.now());
        }
        assertThat(publishElsewhere(one)).isEqualTo(first);
        assertThat(publish(one)).isEqualTo(first);
        assertThat(bare.read(one.file())).isEmpty();
    }

    @Test
    void a_rewritten_history_that_kept_the_file_is_still_published() throws Exception {
        publish(one);
        String text = bare.read(one.file()).orElseThrow();
        BareSite squashed = BareSite.create(folder.resolve("squashed.git"));
        squashed.write(one.file(), text, clock.now());
        bare = squashed;
        assertThat(publish(one))
                .isEqualTo(new Published(
                        bare.folder() + "/" + one.file(), bare.log().getFirst().name()));
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void a_later_edition_wins_over_a_zombies_earlier_one_also_under_another_name() throws Exception {
        publish(one);
        assertThat(publish(two)).isInstanceOf(Published.class);
        assertThat(bare.read(two.file()))
                .hasValueSatisfying(text -> assertThat(text).contains("k2"));

        BareSite fresh = BareSite.create(folder.resolve("fresh.git"));
        bare = fresh;
        publish(Deliveries.of("k2", "posts/new-name.md", 2, one.run()));
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).startsWith("superseded"));
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void a_strangers_file_and_a_persons_edits_are_never_overwritten() throws Exception {
        bare.write(one.file(), "# Mine\n", clock.now());
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why())
                                .contains(one.file(), "not written by Tickbox", "tickbox retry k1"));
        assertThat(bare.log()).hasSize(1);

        Delivery first = Deliveries.of("a1", "posts/a.md", 1, "run-a");
        publish(first);
        bare.write("posts/a.md", bare.read("posts/a.md").orElseThrow() + "My words.\n", clock.now());
        assertThat(publish(Deliveries.of("a2", "posts/a.md", 2, "run-a"))).isInstanceOf(Refused.class);
        assertThat(bare.read("posts/a.md"))
                .hasValueSatisfying(text -> assertThat(text).endsWith("My words.\n"));
    }

    @Test
    void a_name_that_another_article_has_gets_a_suffix_in_one_commit() throws Exception {
        publish(Deliveries.of("k9", one.file(), 1, "another-run"));
        Result second = publish(one);
        assertThat(second)
                .isEqualTo(new Published(
                        bare.folder() + "/posts/2026-11-21-tea-2.md",
                        bare.log().getFirst().name()));
        bare.write("README.md", "later", clock.now());
        assertThat(publishElsewhere(one)).isEqualTo(second);

        bare.delete("posts/2026-11-21-tea-2.md", clock.now());
        assertThat(publishElsewhere(one)).isEqualTo(second);
        assertThat(bare.commitsWithKey("k1")).isEqualTo(1);
        assertThat(bare.read(one.file()))
                .hasValueSatisfying(text -> assertThat(text).contains("k9"));
    }

    @Test
    void a_later_edition_replaces_the_one_that_has_a_suffix() throws Exception {
        publish(Deliveries.of("k9", one.file(), 1, "another-run"));
        publish(one);
        assertThat(publish(two)).isInstanceOf(Published.class);
        assertThat(bare.read("posts/2026-11-21-tea-2.md"))
                .hasValueSatisfying(text -> assertThat(text).contains("Text of k2.", "slug: \"tea-2\""));
        assertThat(bare.read("posts/2026-11-21-tea-3.md")).isEmpty();
    }

    @Test
    void a_file_where_a_folder_should_be_and_a_folder_where_the_file_should_be_are_refused() throws Exception {
        bare.write("posts", "a file", clock.now());
        assertThat(publish(one)).isInstanceOf(Refused.class);
        assertThat(publish(Deliveries.at("k5", "posts"))).isInstanceOf(Refused.class);
        bare.write("a/b.md/c", "", clock.now());
        assertThat(publish(Deliveries.at("k6", "a/b.md"))).isInstanceOf(Refused.class);
        assertThat(bare.log()).hasSize(2);
    }

    @Test
    void a_broken_cache_is_made_anew() throws Exception {
        bare.write("README.md", "hello", clock.now());
        publish(one);
        bare.write("README.md", "more", clock.now());
        breakEveryFile(folder.resolve("work"), "objects");
        assertThat(publish(two)).isInstanceOf(Published.class);
        bare.write("README.md", "still more", clock.now());
        breakEveryFile(folder.resolve("work"), "");
        assertThat(publish(Deliveries.at("k3", "three.md"))).isInstanceOf(Published.class);
        Path tip;
        try (var files = Files.walk(folder.resolve("work"))) {
            tip = files.filter(file -> file.endsWith(LocalClone.TIP))
                    .findFirst()
                    .orElseThrow();
        }
        Files.createFile(tip.resolveSibling("tip.lock"));
        assertThat(publish(Deliveries.at("k4", "four.md"))).isInstanceOf(Published.class);
        assertThat(bare.log()).hasSize(7);
    }

    private static void breakEveryFile(Path cache, String under) throws Exception {
        List<Path> all;
        try (var files = Files.walk(cache)) {
            all = files.filter(
                            file -> Files.isRegularFile(file) && file.toString().contains(under))
                    .toList();
        }
        assertThat(all).isNotEmpty();
        for (Path file : all) {
            Files.delete(file);
            Files.writeString(file, "no longer what it was");
        }
    }

    @Test
    void nothing_is_pushed_after_the_deadline() throws Exception {
        var deadline = clock.soon();
        clock.pass(Duration.ofMinutes(2));
        assertThat(publisher("work").publish(one, deadline))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.why()).contains("not enough time left"));
        assertThat(bare.log()).isEmpty();
    }

    @Test
    void a_workdir_that_cannot_be_used_is_tried_again_later() throws Exception {
        Files.writeString(folder.resolve("work"), "a file");
        assertThat(publish(one)).isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pat:hunter2@example.com/x.git",
                "https://hunter2@example.com/x.git",
                "git@example.com:hunter2/x.git",
                "ssh://example.com/hunter2.git",
                "ftp://example.com/hunter2",
                "http://pat:hunter2@[x/",
                "",
            })
    void a_remote_that_cannot_be_used_is_refused_without_repeating_it(String remote) {
        GitSite site = GitSite.of(remote, "main", Optional.empty());
        assertThat(new GitPublisher(site, folder, clock, (name, to) -> Optional.empty()).publish(one, clock.soon()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).doesNotContain("hunter2"));
    }

    @Test
    void a_missing_repository_secret_or_bad_branch_is_refused() {
        GitSite gone = GitSite.of(folder.resolve("gone.git").toString(), "main", Optional.empty());
        GitSite secret = GitSite.of(bare.folder().toString(), "main", Optional.of("garden-git"));
        GitSite branch = GitSite.of(bare.folder().toString(), "a..b", Optional.empty());
        for (GitSite site : List.of(gone, secret, branch)) {
            assertThat(new GitPublisher(site, folder, clock, (name, to) -> Optional.empty()).publish(one, clock.soon()))
                    .isInstanceOf(Refused.class);
        }
    }
}
