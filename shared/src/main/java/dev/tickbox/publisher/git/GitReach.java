package dev.tickbox.publisher.git;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.Reach;
import dev.tickbox.publisher.git.Remote.NoSuchBranch;
import dev.tickbox.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;

/** A dry run of a publication: it reads the branch and begins a push, and leaves the remote and this machine as they are. */
record GitReach(GitSite site, String git, Path workdir, Secrets secrets) {
    /** Never created: JGit wants a repository of ours even for a question that reads and writes none. */
    private static final String NONE = "dry-run.git";

    Reach ask(Deadline deadline) {
        try {
            URIish uri = site.uri();
            Optional<Login> login =
                    site.secret().map(name -> secrets.need(name, site.remote())).map(value -> new Login(uri, value));
            TransportFailure trouble =
                    new TransportFailure(new TransportFailure.URIName(uri.toString()), site.secret(), login);
            return ask(new Remote(uri, site.ref(), login, deadline, git), trouble);
        } catch (GitSite.Unusable e) {
            return new Reach.Closed(String.valueOf(e.getMessage()));
        } catch (Secrets.Missing e) {
            return new Reach.Closed(e.getMessage() + "; set it, or remove its name from the site");
        } catch (Secrets.Unavailable e) {
            return new Reach.NoAnswer(String.valueOf(e.getMessage()));
        }
    }

    private Reach ask(Remote remote, TransportFailure trouble) throws GitSite.Unusable {
        try (Repository none = new FileRepositoryBuilder()
                .setGitDir(workdir.resolve(NONE).toFile())
                .setBare()
                .build()) {
            boolean hasBranch = remote.hasBranch(none);
            return push(remote, none, trouble)
                    .orElseGet(() -> new Reach.Open(trouble.remote().text() + " accepts pushes; "
                            + (hasBranch
                                    ? "the branch " + site.branch() + " is there"
                                    : "it is empty, so the first article creates the branch " + site.branch())));
        } catch (Remote.OutOfTime e) {
            return late(trouble);
        } catch (NoSuchBranch e) {
            return new Reach.Closed(trouble.noBranch(site.ref(), e.branches()));
        } catch (IOException e) {
            return reach(trouble.result(e), "");
        }
    }

    private Optional<Reach> push(Remote remote, Repository none, TransportFailure trouble) throws GitSite.Unusable {
        try {
            remote.beginPush(none);
            return site.onThisMachine()
                    .flatMap(GitReach::readOnly)
                    .map(folder -> new Reach.Closed(
                            "no permission to write in " + folder + "; grant it to the user that runs the ticks"));
        } catch (Remote.OutOfTime e) {
            return Optional.of(late(trouble));
        } catch (IOException e) {
            return Optional.of(reach(trouble.result(e), "it can be read, but a push fails: "));
        }
    }

    private static Reach late(TransportFailure trouble) {
        return new Reach.NoAnswer("no answer from " + trouble.remote().text() + " in time");
    }

    private static Reach reach(Publisher.Result result, String before) {
        return switch (result) {
            case Publisher.Refused refused -> new Reach.Closed(before + refused.why());
            case Publisher.Retry retry -> new Reach.NoAnswer(before + retry.why());
            case Publisher.Published published -> throw new IllegalStateException("an error published " + published);
        };
    }

    /** Git's own server begins a push for whoever may read; that the files cannot be written shows only at its end. */
    private static Optional<Path> readOnly(Path repository) {
        Path folder = Files.isDirectory(repository.resolve(".git")) ? repository.resolve(".git") : repository;
        return Stream.of(folder.resolve("objects"), folder.resolve("refs"))
                .filter(each -> Files.exists(each) && !Files.isWritable(each))
                .findFirst();
    }
}
