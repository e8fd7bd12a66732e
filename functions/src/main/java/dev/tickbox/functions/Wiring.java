package dev.tickbox.functions;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.Site;
import dev.tickbox.content.Templates;
import dev.tickbox.generator.Generator;
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

/**
 * Puts the parts together, by hand, in one place.
 *
 * @param content the folder that a site's {@code path} starts from
 * @param cache where git sites keep what they fetched
 */
public record Wiring(Clock clock, Ids ids, Map<String, String> environment, Path content, Path cache) {
    private static final int AT_ONCE = 32;

    public Parts parts(Store store, Generator generator, Watcher watcher) {
        return new Parts(
                store,
                generator,
                this::publisher,
                Wiring::program,
                Prices.standard(),
                clock,
                ids,
                Limits.STANDARD,
                Workers.sideBySide(AT_ONCE),
                watcher);
    }

    private Publisher publisher(Site site) {
        Secrets secrets = new EnvironmentSecrets(environment);
        Optional<Address> address = site.find("url").map(template -> delivery -> address(template, delivery));
        return switch (site.publisher()) {
            case "folder" -> {
                Path root = content.resolve(site.setting("path"));
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
