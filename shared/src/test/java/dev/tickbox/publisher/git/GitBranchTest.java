package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.SiteClock;
import dev.tickbox.publisher.git.Remote.PushAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch is made only in a repository that has nothing. */
@Tag("long")
class GitBranchTest {
    @TempDir
    Path folder;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private BareSite bare = new BareSite(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        bare = BareSite.create(folder.resolve("site.git"));
    }

    private Result publish(String branch, Delivery delivery) {
        GitSite site = GitSite.of(bare.folder().toString(), branch, Optional.empty());
        return new GitPublisher(site, folder.resolve("work"), clock, (name, to) -> Optional.empty())
                .publish(delivery, clock.soon());
    }

    private static void isRefused(Result result, String... words) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains(words));
    }

    private Optional<ObjectId> tip() throws Exception {
        return bare.log().stream().findFirst().map(ObjectId::copy);
    }

    @Test
    void a_branch_that_is_not_there_is_refused_with_the_names_of_those_that_are() throws Exception {
        bare.write("README.md", "hello", clock.now());
        isRefused(publish("mian", one), "no branch mian", "there are: main)", "tickbox retry k1");
        for (int n = 0; n < 30; n++) {
            bare.set("refs/heads/" + "long-name-".repeat(12) + n, tip());
        }
        isRefused(publish("mian", one), "and 23 more");
        assertThat(((Refused) publish("mian", one)).why()).hasSizeLessThan(1_000);
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void a_deleted_branch_is_not_made_anew() throws Exception {
        assertThat(publish("main", one)).isInstanceOf(Published.class);
        bare.set("refs/heads/draft", tip());
        bare.set(BareSite.MAIN, Optional.empty());
        isRefused(publish("main", edition("k2", 2)), "no branch main", "there are: draft");
        bare.set("refs/heads/draft", Optional.empty());
        isRefused(publish("main", edition("k2", 2)), "no branch main", "not a new repository");
    }

    @Test
    void a_repository_with_only_tags_is_not_a_new_one() throws Exception {
        bare.write("README.md", "hello", clock.now());
        bare.set("refs/tags/v1", tip());
        bare.set(BareSite.MAIN, Optional.empty());
        isRefused(publish("main", one), "no branch main", "not a new repository");
    }

    @Test
    void an_empty_repository_gets_the_branch_that_the_site_names_wherever_its_head_points() throws Exception {
        assertThat(publish("pages", one)).isInstanceOf(Published.class);
        isRefused(publish("main", one), "there are: pages");
    }

    @Test
    void branches_that_are_hidden_from_a_fetch_are_not_taken_for_none() throws Exception {
        bare.write("README.md", "hello", clock.now());
        bare.setting("uploadpack", "hideRefs", "refs");
        Files.writeString(bare.folder().resolve("HEAD"), "ref: refs/heads/none\n");
        isRefused(publish("main", one), "uploadpack.hideRefs");
        assertThat(bare.log()).hasSize(1);
    }

    /** Both looked while it was empty. */
    @Test
    void of_two_that_begin_an_empty_repository_at_once_the_second_looks_again() throws Exception {
        Remote remote = new Remote(
                GitSite.of(bare.folder().toString(), "main", Optional.empty()).uri(),
                "refs/heads/mian",
                Optional.empty(),
                clock.soon(),
                "git");
        try (LocalClone slot = LocalClone.take(
                        folder.resolve("slow"), GitSite.of(bare.folder().toString(), "mian", Optional.empty()))
                .orElseThrow()) {
            Optional<ObjectId> looked = remote.fetch(slot.repository(), Remote.FIRST_DEPTH);
            assertThat(looked).isEmpty();
            assertThat(publish("main", Deliveries.at("k5", "five.md"))).isInstanceOf(Published.class);
            ObjectId commit = CommitTree.commit(
                    slot.repository(), looked, one, new org.eclipse.jgit.lib.PersonIdent("Pat", "pat@example.com"));
            assertThat(remote.push(slot.repository(), looked, commit)).isEqualTo(new PushAnswer.Changed());
        }
        isRefused(publish("mian", one), "there are: main");
    }
}
