package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remote that is a folder: what its own hooks and settings say holds, as behind any server. */
@Tag("long")
class GitFolderTest {
    @TempDir
    Path folder;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private BareSite bare = new BareSite(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        bare = BareSite.create(folder.resolve("site.git"));
    }

    private Result publish(String remote, String git, Delivery delivery) {
        GitSite site = GitSite.of(remote, "main", Optional.empty());
        return new GitPublisher(site, git, folder.resolve("work"), clock, (name, to) -> Optional.empty())
                .publish(delivery, clock.soon());
    }

    private Result publish(Delivery delivery) {
        return publish(bare.folder().toString(), "git", delivery);
    }

    private void isRefused(Result result, String... words) throws Exception {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains(words));
        assertThat(bare.log()).isEmpty();
    }

    @Test
    void a_pre_receive_that_says_no_is_heard_in_its_words() throws Exception {
        bare.hook("pre-receive", "printf '\\033[31mclosed for\\007 the week\\033[0m\\n' >&2; exit 1");
        isRefused(publish(one), "pre-receive hook declined", " closed for the week");
    }

    @Test
    void an_update_hook_that_says_no_is_heard_in_its_words() throws Exception {
        bare.hook("update", "echo \"$1 is blocked by a lock\"; exit 1");
        isRefused(publish(one), "hook declined", "refs/heads/main is blocked by a lock");
    }

    @Test
    void a_post_receive_runs_once_a_push_whatever_it_says() throws Exception {
        bare.hook("post-receive", "cat >> seen; yes 'ng refs/heads/main' | head -c 3000000; exit 1");
        for (Delivery delivery : List.of(one, one, Deliveries.at("k3", "three.md"), one)) {
            assertThat(publish(delivery)).isInstanceOf(Published.class);
        }
        assertThat(Files.readAllLines(bare.folder().resolve("seen")))
                .containsExactly(
                        "%040d %s refs/heads/main"
                                .formatted(0, bare.log().get(1).name()),
                        "%s %s refs/heads/main"
                                .formatted(
                                        bare.log().get(1).name(),
                                        bare.log().get(0).name()));
    }

    @Test
    void a_branch_that_is_checked_out_is_moved_only_where_its_settings_say_so() throws Exception {
        Path tree = folder.resolve("tree");
        try (Git git =
                Git.init().setInitialBranch("main").setDirectory(tree.toFile()).call()) {
            // As git itself makes a repository.
            git.getRepository().getConfig().setBoolean("core", null, "bare", false);
            git.getRepository().getConfig().save();
            git.commit()
                    .setMessage("begin")
                    .setAuthor("Pat", "p@example.com")
                    .setCommitter("Pat", "p@example.com")
                    .setSign(false)
                    .call();
            isRefused(publish(tree.toString(), "git", one), "branch is currently checked out");
            assertThat(tree.resolve(one.file())).doesNotExist();
            git.getRepository().getConfig().setString("receive", null, "denyCurrentBranch", "updateInstead");
            git.getRepository().getConfig().save();
            assertThat(publish(tree.toString(), "git", one)).isInstanceOf(Published.class);
            assertThat(tree.resolve(one.file())).content().contains("Text of k1.");
        }
    }

    @Test
    void a_folder_is_named_by_its_path_or_as_a_file_address() throws Exception {
        for (String name : List.of("a b.git", "c d.git")) {
            bare = BareSite.create(folder.resolve(name));
            bare.hook("post-receive", "touch seen");
            String remote = name.startsWith("a")
                    ? bare.folder().toString()
                    : bare.folder().toUri().toString();
            assertThat(publish(remote, "git", one)).as(remote).isInstanceOf(Published.class);
            assertThat(bare.folder().resolve("seen")).exists();
        }
    }

    @Test
    void a_hook_gets_nothing_of_our_environment_that_it_does_not_need() throws Exception {
        bare.hook("pre-receive", "env | sed -n 's/^\\([A-Za-z_]*\\)=.*/\\1/p' > names");
        assertThat(publish(one)).isInstanceOf(Published.class);
        Set<String> names = new TreeSet<>(Files.readAllLines(bare.folder().resolve("names")));
        names.removeIf(name -> name.startsWith("GIT_") || name.startsWith("LC_"));
        assertThat(Set.of(
                        "PATH",
                        "HOME",
                        "XDG_CONFIG_HOME",
                        "USER",
                        "LOGNAME",
                        "TMPDIR",
                        "TZ",
                        "LANG",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_"))
                .containsAll(names);
    }

    /** It may be another push under way: so it is tried some times, and no more. */
    @Test
    void a_lock_that_a_dead_server_left_is_refused_after_some_tries() throws Exception {
        bare.write("README.md", "hello", clock.now());
        bare.setting("core", "filesRefLockTimeout", "0");
        Path lock = Files.createFile(bare.folder().resolve("refs/heads/main.lock"));
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why()).contains("failed to update ref", "main.lock': File exists"));
        Files.delete(lock);
        assertThat(publish(one)).isInstanceOf(Published.class);
        assertThat(bare.log()).hasSize(2);
    }

    @Test
    void a_machine_without_git_is_told_what_to_install() throws Exception {
        isRefused(publish(bare.folder().toString(), folder.resolve("no-git").toString(), one), "install git");
    }

    @Test
    void a_repository_of_another_user_names_the_setting_that_trusts_it() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.setOwner(
                bare.folder(),
                bare.folder().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        isRefused(publish(one), "another user owns it", "safe.directory " + bare.folder());
    }
}
