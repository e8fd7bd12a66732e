package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Site;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.gemini.Access;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.publisher.Reach;
import dev.tickbox.secret.DeployedSecrets;
import dev.tickbox.secret.EnvironmentSecrets;
import dev.tickbox.secret.Secrets;
import dev.tickbox.secret.manager.ManagerSecrets;
import dev.tickbox.source.Source;
import dev.tickbox.source.simulated.SimulatedSource;
import dev.tickbox.source.web.WebSource;
import dev.tickbox.store.Store;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.notify.Outlet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Constructs all adapters and services by hand, in one place. */
public final class Wiring {
    /** Names the secrets of Secret Manager. */
    public static final String SECRETS = "TICKBOX_SECRETS";

    /** Lists for each secret the addresses that it may be sent to. */
    public static final String DESTINATIONS = "TICKBOX_DESTINATIONS";

    /** Lists the hosts that sources may be fetched from on any address and port: a JSON list. */
    public static final String SOURCE_HOSTS = "TICKBOX_SOURCE_HOSTS";

    /** How many calls a tick makes in parallel. */
    public static final int AT_ONCE = 32;

    private final Clock clock;
    private final Ids ids;
    private final Map<String, String> environment;
    private final SiteWiring sites;
    private final RealVendor realVendor;
    private final Secrets secrets;
    private final boolean isDeployed;
    private @Nullable Source web;

    /**
     * For a process whose publishers may run elsewhere, with their own secrets.
     *
     * @param content the folder that the {@code path} of a site is relative to, if there is one
     * @param cache for the clones of git sites
     */
    public Wiring(Clock clock, Ids ids, Map<String, String> environment, Optional<Path> content, Path cache) {
        this(clock, ids, environment, Folders.of(content, cache), false);
    }

    /** @param publishesHere whether this process also publishes; if so, it buys nothing that it could not publish */
    public Wiring(Clock clock, Ids ids, Map<String, String> environment, Folders folders, boolean publishesHere) {
        this.clock = clock;
        this.ids = ids;
        this.environment = environment;
        String manager = environment.get(SECRETS);
        Secrets all = manager == null ? new EnvironmentSecrets(environment) : ManagerSecrets.at(manager, clock);
        Optional<Map<String, List<String>>> destinations =
                Optional.ofNullable(environment.get(DESTINATIONS)).map(DeployedSecrets::parse);
        Secrets secrets = destinations
                .<Secrets>map(list -> new DeployedSecrets(all, list))
                .orElse(all);
        this.sites = new SiteWiring(folders, clock, secrets, publishesHere);
        this.realVendor = new RealVendor(clock, environment, secrets, destinations);
        this.secrets = secrets;
        this.isDeployed = destinations.isPresent();
    }

    /** Made when something is fetched for the first time, which most ticks never do. */
    private synchronized Source web() {
        if (web == null) {
            web = new WebSource(secrets, hosts(), Limits.STANDARD.fetch());
        }
        return web;
    }

    /** The ledger can be written by each function, so that in a deployment it does not decide what is reached from here. */
    private Optional<Set<String>> hosts() {
        return isDeployed ? Optional.of(sourceHosts(environment.getOrDefault(SOURCE_HOSTS, "[]"))) : Optional.empty();
    }

    /**
     * How people are told what waits for them. Nobody is told of what is simulated.
     *
     * @param command makes the whole command of words, as it is typed where people are
     */
    public Outlet outlet(Generator generator, UnaryOperator<String> command) {
        return generator.kind().equals(Generator.SIMULATED)
                ? Outlet.SILENT
                : new Outlet(new People(secrets, hosts(), clock), command);
    }

    /** What is fetched, where nothing is made up. */
    public Source realSource() {
        return (query, deadline) -> web().fetch(query, deadline);
    }

    private Source source(Generator generator) {
        return generator.kind().equals(Generator.SIMULATED) ? new SimulatedSource(realSource(), clock) : realSource();
    }

    /** Why a source cannot be asked from here: its secret is missing. The text never contains a secret. */
    public Optional<String> lacking(FetchRequest request) {
        try {
            request.secret()
                    .ifPresent(secret -> request.addresses()
                            .forEach(address -> secrets.need(secret.secret(), WebSource.originOf(address))));
            return Optional.empty();
        } catch (Secrets.Missing | Secrets.Unavailable e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** Why a secret cannot be sent there from here. The text never contains a secret. */
    public Optional<String> lacking(String secret, String origin) {
        try {
            secrets.need(secret, origin);
            return Optional.empty();
        } catch (Secrets.Missing | Secrets.Unavailable e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Set<String> sourceHosts(String json) {
        return Set.copyOf(new Fields(Json.parseObject("{\"hosts\": " + json + "}")).texts("hosts"));
    }

    public TickContext context(Store store, Generator generator, TransitionListener watcher) {
        return context(store, generator, watcher, Limits.STANDARD);
    }

    public TickContext context(Store store, Generator generator, TransitionListener watcher, Limits limits) {
        return new TickContext(
                store,
                generator,
                sites,
                source(generator),
                NamedClasses.PROGRAMS,
                Prices.standard(),
                clock,
                ids,
                limits,
                Workers.sideBySide(AT_ONCE),
                watcher);
    }

    /** Why nothing can be published on the site from here until a setting is corrected. The text never contains the value of a secret. */
    public Optional<String> unusable(Site site, TextOrigin texts) {
        return sites.of(site, texts).unusable();
    }

    /** Asks the site by a dry run whether it would accept a publication from here. */
    public Reach reach(Site site, TextOrigin texts, Deadline deadline) {
        return sites.of(site, texts).reach(deadline);
    }

    /**
     * Who buys, and where.
     *
     * @throws NoVendor if there is no usable vendor
     */
    public Access access(VendorSettings content) {
        return realVendor.access(named(content));
    }

    /** The vendor of a function. Called for each tick, so that a rotated key is used from the next tick on. */
    public Generator generator(Optional<Definition> current, Limits limits) {
        String journal = environment.get("TICKBOX_SIMULATE");
        if (journal != null) {
            return simulated(Path.of(journal));
        }
        return realVendor.of(named(current.map(Definition::vendor).orElse(VendorSettings.DEFAULT)), limits);
    }

    /** With Secret Manager the key is the secret gemini-key, unless the content names another. */
    private VendorSettings named(VendorSettings content) {
        return environment.containsKey(SECRETS) && content.secret().isEmpty()
                ? new VendorSettings(
                        Optional.of("gemini-key"), content.vertex(), content.webhookUrl(), content.prices())
                : content;
    }

    /** The real vendor. Without a key each call fails with the reason; everything else works. */
    public Generator vendor(VendorSettings content) {
        return realVendor.of(content, Limits.STANDARD);
    }

    /** @throws NoVendor if there is no usable vendor */
    public void needVendor(VendorSettings content) {
        realVendor.need(content);
    }

    /** The simulated vendor, which records its jobs in the file. */
    public Generator simulated(Path journal) {
        return new SimulatedGenerator(new SimulatedVendor(Journal.file(journal), clock, Faults.NONE));
    }

    /** The Java jobs whose class cannot be used here, and why. */
    public static List<String> missingClasses(Definition content) {
        List<String> missing = new ArrayList<>();
        for (Job job : content.jobs().values()) {
            try {
                job.javaClass().ifPresent(NamedClasses.PROGRAMS::job);
            } catch (IllegalArgumentException e) {
                missing.add("jobs." + job.id() + ".java: " + e.getMessage());
            }
        }
        return missing;
    }
}
