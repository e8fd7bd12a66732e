package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.HomePath;
import dev.tickbox.content.Site;
import dev.tickbox.content.Templates;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Address;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.folder.FolderPublisher;
import dev.tickbox.publisher.git.GitPublisher;
import dev.tickbox.publisher.git.GitSite;
import dev.tickbox.secret.Secrets;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the publishers of a process. Real texts go to the site in the content, simulated ones into a folder in its place.
 *
 * @param publishesHere whether the ticks of this process also publish; if not, settings that are missing here may exist elsewhere
 */
record SiteWiring(Folders folders, Clock clock, Secrets secrets, boolean publishesHere) implements SitePublishers {
    @Override
    public Publisher of(Site site, TextOrigin texts) {
        return switch (texts) {
            case REAL -> real(site);
            case SIMULATED -> simulated(site);
        };
    }

    @Override
    public Optional<String> unusable(Site site, TextOrigin texts) {
        return publishesHere ? of(site, texts).unusable() : Optional.empty();
    }

    /** Files have the same names as on the site; their addresses are file addresses. */
    private Publisher simulated(Site site) {
        return folders.simulated()
                .<Publisher>map(folder -> new FolderPublisher(folder.resolve(site.id())))
                .orElseGet(() -> new Closed("the texts of this store are simulated and never go to the real site "
                        + site.id() + ", and this publisher has no folder for them: set TICKBOX_CONTENT to a folder, or"
                        + " use another store for real texts"));
    }

    private Publisher real(Site site) {
        Optional<Address> address = site.find("url").map(template -> delivery -> address(site, template, delivery));
        return switch (site.publisher()) {
            case "folder" -> folder(site, address);
            case "git" -> {
                GitSite git = GitSite.of(home(site.setting("remote")), site.setting("branch"), site.find("secret"));
                GitSite addressed = new GitSite(
                        git.remote(),
                        git.branch(),
                        git.secret(),
                        address.orElse(git.address()),
                        git.authorName(),
                        git.authorEmail());
                yield new GitPublisher(addressed, folders.cache().resolve(site.id()), clock, secrets);
            }
            default -> new Closed("this Tickbox has no publisher " + site.publisher());
        };
    }

    private Publisher folder(Site site, Optional<Address> address) {
        if (folders.content().isEmpty()) {
            return new Closed(
                    "site " + site.id()
                            + " is a folder, which this publisher cannot reach: use publisher: git in tickbox.yaml, then: tickbox push");
        }
        Path root = folders.content().get().resolve(home(site.setting("path"))).normalize();
        Optional<Path> simulated = folders.simulated().map(Path::normalize).filter(root::startsWith);
        if (simulated.isPresent()) {
            return new Closed("the folder " + root + " of site " + site.id() + " is inside " + simulated.get()
                    + ", which is reserved for simulated texts: set another path in tickbox.yaml");
        }
        return address.map(own -> new FolderPublisher(root, own)).orElseGet(() -> new FolderPublisher(root));
    }

    /** A path below the home folder of the user that this process runs as. */
    private static String home(String written) {
        return HomePath.resolve(
                written, Path.of(System.getProperty("user.home")).toAbsolutePath());
    }

    private static String address(Site site, String template, Delivery delivery) {
        String date = delivery.date().toString();
        return Templates.render(
                template,
                Map.of(
                        "run.id",
                                site.find(Site.PLAIN_NAMES).isPresent()
                                        ? delivery.run().replace(":", "")
                                        : delivery.run(),
                        "run.date", date,
                        "run.year", date.substring(0, 4),
                        "run.month", date.substring(5, 7),
                        "site.id", delivery.site(),
                        "article.title", delivery.article().title(),
                        "article.slug", delivery.article().slug(),
                        "article.summary", delivery.article().summary()));
    }

    /** A site that this process cannot publish on until the operator changes a setting. */
    private record Closed(String why) implements Publisher {
        @Override
        public Result publish(Delivery delivery, Deadline deadline) {
            return new Refused(why);
        }

        @Override
        public Optional<String> unusable() {
            return Optional.of(why);
        }
    }
}
