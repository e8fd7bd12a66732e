package dev.tickbox.publisher.git;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.FrontMatter;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.Reach;
import dev.tickbox.publisher.SitePath;
import dev.tickbox.publisher.git.LocalClone.DiskClock;
import dev.tickbox.secret.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Publishes as commits on a branch of any remote that JGit reaches without ssh. Whatever the remote, its own {@code receive-pack}
 * decides, with its hooks and rules: for a folder of this machine that is the installed git.
 */
public final class GitPublisher implements Publisher {
    static {
        DiskClock.install();
    }

    private final GitSite site;
    private final String git;
    private final Path workdir;
    private final Clock clock;
    private final Secrets secrets;

    /**
     * @param workdir for caches that may be removed at any time when nothing runs
     */
    public GitPublisher(GitSite site, Path workdir, Clock clock, Secrets secrets) {
        this(site, "git", workdir, clock, secrets);
    }

    GitPublisher(GitSite site, String git, Path workdir, Clock clock, Secrets secrets) {
        this.site = site;
        this.git = git;
        this.workdir = workdir;
        this.clock = clock;
        this.secrets = secrets;
    }

    @Override
    public Optional<String> unusable() {
        try {
            Optional<Path> repository = site.onThisMachine();
            site.secret().ifPresent(name -> secrets.need(name, site.remote()));
            return repository
                    .filter(path -> RepositoryCache.FileKey.resolve(path.toFile(), FS.DETECTED) == null)
                    .map(path -> "there is no git repository " + path + "; make it with: git init --bare " + path
                            + " (or correct the remote of the site)");
        } catch (GitSite.Unusable | Secrets.Unavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (Secrets.Missing e) {
            return Optional.of(e.getMessage() + "; set it, or remove its name from the site");
        }
    }

    @Override
    public Reach reach(Deadline deadline) {
        return new GitReach(site, git, workdir, secrets).ask(deadline);
    }

    @Override
    public Result publish(Delivery delivery, Deadline deadline) {
        Optional<String> complaint = SitePath.complaint(delivery.file()).or(() -> FrontMatter.complaint(delivery));
        if (complaint.isPresent()) {
            return new Refused(complaint.get());
        }
        URIish uri;
        try {
            uri = site.uri();
        } catch (GitSite.Unusable e) {
            return new Refused("site " + delivery.site() + ": " + e.getMessage());
        }
        Optional<String> secret;
        try {
            secret = site.secret().map(name -> secrets.need(name, site.remote()));
        } catch (Secrets.Missing e) {
            return new Refused("site " + delivery.site() + ": " + e.getMessage());
        } catch (Secrets.Unavailable e) {
            return new Retry("site " + delivery.site() + ": " + e.getMessage());
        }
        Optional<Login> login = secret.map(value -> new Login(uri, value));
        TransportFailure trouble =
                new TransportFailure(new TransportFailure.URIName(uri.toString()), site.secret(), login);
        PersonIdent author = new PersonIdent(site.authorName(), site.authorEmail(), clock.now(), ZoneOffset.UTC);
        try {
            Optional<LocalClone> slot = LocalClone.take(workdir, site);
            if (slot.isEmpty()) {
                return new Retry("too many publishers of this machine are using " + uri);
            }
            try (LocalClone held = slot.get()) {
                Remote remote = new Remote(uri, site.ref(), login, deadline, git);
                return new GitExchange(held, remote, trouble, delivery, site.address(), author).run();
            }
        } catch (IOException e) {
            return new Retry("cannot work in " + workdir + ": " + trouble.words(e));
        }
    }
}
