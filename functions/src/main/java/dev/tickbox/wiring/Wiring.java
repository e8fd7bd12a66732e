package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.program.Program;
import dev.tickbox.secret.EnvironmentSecrets;
import dev.tickbox.secret.Secrets;
import dev.tickbox.secret.manager.ManagerSecrets;
import dev.tickbox.store.Store;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.Workers;
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
    private final SiteWiring sites;
    private final RealVendor realVendor;

    /**
     * For a process whose publishers may be elsewhere, with secrets of their own.
     *
     * @param content the folder that a site's {@code path} starts from, where there is one
     * @param cache where git sites keep what they fetched
     */
    public Wiring(Clock clock, Ids ids, Map<String, String> environment, Optional<Path> content, Path cache) {
        this(clock, ids, environment, Folders.of(content, cache), false);
    }

    /** @param publishesHere whether this process also publishes what it buys, so that it need not buy what it could not publish */
    public Wiring(Clock clock, Ids ids, Map<String, String> environment, Folders folders, boolean publishesHere) {
        this.clock = clock;
        this.ids = ids;
        this.environment = environment;
        String manager = environment.get(SECRETS);
        Secrets secrets = manager == null ? new EnvironmentSecrets(environment) : ManagerSecrets.at(manager, clock);
        this.sites = new SiteWiring(folders, clock, secrets, publishesHere);
        this.realVendor = new RealVendor(clock, environment, secrets);
    }

    public TickContext parts(Store store, Generator generator, TransitionListener watcher) {
        return parts(store, generator, watcher, Limits.STANDARD);
    }

    public TickContext parts(Store store, Generator generator, TransitionListener watcher, Limits limits) {
        return new TickContext(
                store,
                generator,
                sites,
                Wiring::program,
                Prices.standard(),
                clock,
                ids,
                limits,
                Workers.sideBySide(AT_ONCE),
                watcher);
    }

    /** Why nothing can be published on the site from here before a person mends something; no value of a secret is in it. */
    public Optional<String> unusable(Site site, TextOrigin texts) {
        return sites.of(site, texts).unusable();
    }

    /** The vendor of a function. Made for each tick, so that a rotated key is used from the next one on. */
    public Generator generator(Optional<Definition> current, Limits limits) {
        String journal = environment.get("TICKBOX_SIMULATE");
        if (journal != null) {
            return simulated(Path.of(journal));
        }
        return realVendor.of(named(current.map(Definition::vendor).orElse(VendorSettings.DEFAULT)), limits);
    }

    /** Where there is a Secret Manager the key is in it, also if the content has no word about it: nobody puts it into a variable. */
    private VendorSettings named(VendorSettings content) {
        return environment.containsKey(SECRETS) && content.secret().isEmpty()
                ? new VendorSettings(
                        Optional.of("gemini-key"), content.vertex(), content.webhookUrl(), content.prices())
                : content;
    }

    /** The vendor that costs money. Where it cannot be reached for want of a key, whoever calls it hears so; all else goes on. */
    public Generator vendor(VendorSettings content) {
        return realVendor.of(content, Limits.STANDARD);
    }

    /** @throws NoVendor when neither content nor environment name one */
    public void needVendor(VendorSettings content) {
        realVendor.need(content);
    }

    /** Sells for nothing; what it sold is in the file. */
    public Generator simulated(Path journal) {
        return new SimulatedGenerator(new SimulatedVendor(Journal.file(journal), clock, Faults.NONE));
    }

    /** The one place where a class is found by its name, since the content file names it. */
    public static TickContext.Code program(String name) {
        try {
            Class<?> found = Class.forName(name);
            Object made = found.getDeclaredConstructor().newInstance();
            if (!(made instanceof Program program)) {
                throw new IllegalArgumentException(name + " does not implement " + Program.class.getName());
            }
            return new TickContext.Code(program, code(found));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    name
                            + " cannot be created (is its jar in TICKBOX_CLASSPATH, has it a constructor without parameters?): "
                            + (e.getCause() == null ? e : e.getCause()),
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
