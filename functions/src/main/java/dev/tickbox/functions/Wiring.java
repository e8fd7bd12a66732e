package dev.tickbox.functions;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.Templates;
import dev.tickbox.content.Vendor;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.money.Prices;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Address;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.folder.FolderPublisher;
import dev.tickbox.publisher.git.GitPublisher;
import dev.tickbox.publisher.git.GitSite;
import dev.tickbox.run.Program;
import dev.tickbox.secret.EnvironmentSecrets;
import dev.tickbox.secret.Secrets;
import dev.tickbox.secret.manager.ManagerSecrets;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Watcher;
import dev.tickbox.tick.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Puts the parts together, by hand, in one place. */
public final class Wiring {
    private static final String SECRETS = "TICKBOX_SECRETS";

    /** What a tick does side by side. */
    public static final int AT_ONCE = 32;

    private final Clock clock;
    private final Ids ids;
    private final Map<String, String> environment;
    private final Optional<Path> content;
    private final Path cache;
    private final Secrets secrets;
    private final RealVendor realVendor;

    /**
     * @param content the folder that a site's {@code path} starts from, where there is one
     * @param cache where git sites keep what they fetched
     */
    public Wiring(Clock clock, Ids ids, Map<String, String> environment, Optional<Path> content, Path cache) {
        this.clock = clock;
        this.ids = ids;
        this.environment = environment;
        this.content = content;
        this.cache = cache;
        String manager = environment.get(SECRETS);
        this.secrets = manager == null ? new EnvironmentSecrets(environment) : ManagerSecrets.at(manager, clock);
        this.realVendor = new RealVendor(clock, environment, secrets);
    }

    public Parts parts(Store store, Generator generator, Watcher watcher) {
        return parts(store, generator, watcher, Limits.STANDARD);
    }

    public Parts parts(Store store, Generator generator, Watcher watcher, Limits limits) {
        return new Parts(
                store,
                generator,
                this::publisher,
                Wiring::program,
                Prices.standard(),
                clock,
                ids,
                limits,
                Workers.sideBySide(AT_ONCE),
                watcher);
    }

    /** The vendor of a function. Made for each tick, so that a rotated key is used from the next one on. */
    Generator generator(Optional<Definition> current, Limits limits) {
        String journal = environment.get("TICKBOX_SIMULATE");
        if (journal != null) {
            return simulated(Path.of(journal));
        }
        return realVendor.of(named(current.map(Definition::vendor).orElse(Vendor.DEFAULT)), limits);
    }

    /** Where there is a Secret Manager the key is in it, also if the content has no word about it: nobody puts it into a variable. */
    private Vendor named(Vendor content) {
        return environment.containsKey(SECRETS) && content.secret().isEmpty()
                ? new Vendor(Optional.of("gemini-key"), content.vertex(), content.webhookUrl(), content.prices())
                : content;
    }

    /** The vendor that costs money. Where it cannot be reached for want of a key, whoever calls it hears so; all else goes on. */
    public Generator vendor(Vendor content) {
        return realVendor.of(content, Limits.STANDARD);
    }

    /** @throws NoVendor when neither content nor environment name one */
    public void needVendor(Vendor content) {
        realVendor.need(content);
    }

    /** Sells for nothing; what it sold is in the file. */
    public Generator simulated(Path journal) {
        return new SimulatedGenerator(new SimulatedVendor(Journal.file(journal), clock, Faults.NONE));
    }

    private Publisher publisher(Site site) {
        Optional<Address> address = site.find("url").map(template -> delivery -> address(template, delivery));
        return switch (site.publisher()) {
            case "folder" -> {
                if (content.isEmpty()) {
                    yield (delivery, deadline) -> new Publisher.Refused(
                            "site " + site.id()
                                    + " is a folder, and this publisher has none: give it a git repository in tickbox.yaml, then: tickbox push");
                }
                Path root = content.get().resolve(site.setting("path"));
                yield address.map(own -> new FolderPublisher(root, own)).orElseGet(() -> new FolderPublisher(root));
            }
            case "git" -> {
                GitSite git = GitSite.of(site.setting("remote"), site.setting("branch"), site.find("secret"));
                GitSite addressed = new GitSite(
                        git.remote(),
                        git.branch(),
                        git.secret(),
                        address.orElse(git.address()),
                        git.authorName(),
                        git.authorEmail());
                yield new GitPublisher(addressed, cache.resolve(site.id()), clock, secrets);
            }
            default ->
                (delivery, deadline) -> new Publisher.Refused("this Tickbox has no publisher " + site.publisher());
        };
    }

    private static String address(String template, Delivery delivery) {
        return Templates.render(
                template,
                Map.of(
                        "run.id", delivery.run(),
                        "run.date", delivery.date().toString(),
                        "site.id", delivery.site(),
                        "article.title", delivery.article().title(),
                        "article.slug", delivery.article().slug(),
                        "article.summary", delivery.article().summary()));
    }

    /** The one place where a class is found by its name, since the content file names it. */
    public static Parts.Code program(String name) {
        try {
            Class<?> found = Class.forName(name);
            Object made = found.getDeclaredConstructor().newInstance();
            if (!(made instanceof Program program)) {
                throw new IllegalArgumentException(name + " does not implement " + Program.class.getName());
            }
            return new Parts.Code(program, code(found));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    name
                            + " cannot be made (is its jar in TICKBOX_CLASSPATH, has it a constructor without parameters?): "
                            + e,
                    e);
        }
    }

    /** Another code is another content: its steps may have other inputs. */
    private static String code(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (var in = type.getResourceAsStream(file)) {
            return in == null
                    ? type.getName()
                    : Hash.sha256(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
