package dev.tickbox.functions;

import com.google.cloud.functions.HttpRequest;
import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.money.Usd;
import dev.tickbox.pubsub.PubSubInbox;
import dev.tickbox.pubsub.PubSubWake;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.wake.Wake;
import dev.tickbox.wiring.Wiring;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one deployed function uses, configured by environment variables alone. Google's clients are created at their first use,
 * so that a cold start creates only those it needs.
 */
public final class FunctionContext {
    private static final String FIRESTORE = "firestore:";
    private static final String DAILY_USD = "TICKBOX_MAX_DAILY_USD";

    private static @Nullable FunctionContext here;

    private final Wiring wiring;
    private final FunctionEnvironment environment;
    private final Limits limits;
    private final String project;
    private final Store store;
    private final Definitions definitions;
    private @Nullable PubSubWake pubSub;
    private @Nullable Inbox inbox;

    public FunctionContext(Clock clock, Ids ids, Map<String, String> environment, Limits limits, PrintStream out) {
        this(clock, ids, environment, limits, out, address(environment), Optional.empty());
    }

    FunctionContext(
            Clock clock, Ids ids, Map<String, String> environment, Limits limits, PrintStream out, Store store) {
        this(clock, ids, environment, limits, out, "test", Optional.of(store));
    }

    private FunctionContext(
            Clock clock,
            Ids ids,
            Map<String, String> environment,
            Limits limits,
            PrintStream out,
            String address,
            Optional<Store> store) {
        this.environment = new FunctionEnvironment(clock, environment, out);
        if (find(Wiring.SECRETS).isPresent()) {
            need(Wiring.DESTINATIONS);
        }
        this.limits = find(DAILY_USD)
                .map(usd -> limits.withDailyMicroUsd(Usd.parse(usd)))
                .orElse(limits);
        this.project = address.split("/", 2)[0];
        this.store = store.orElseGet(() -> FirestoreStore.open(address, find("FIRESTORE_EMULATOR_HOST"), clock, ids));
        this.definitions = new Definitions(this.store, clock);
        Path cache = find("TICKBOX_CACHE")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "tickbox-git"));
        this.wiring =
                new Wiring(clock, ids, environment, find("TICKBOX_CONTENT").map(Path::of), cache);
    }

    private static String address(Map<String, String> environment) {
        String store = environment.getOrDefault("TICKBOX_STORE", "");
        if (!store.startsWith(FIRESTORE)) {
            throw new IllegalArgumentException(
                    "TICKBOX_STORE is '" + store + "', but must be firestore:PROJECT[/DATABASE]");
        }
        return store.substring(FIRESTORE.length());
    }

    /** The context of this process. */
    static synchronized FunctionContext here() {
        FunctionContext open = here == null ? ofThisProcess() : here;
        here = open;
        return open;
    }

    private static FunctionContext ofThisProcess() {
        FunctionEnvironment own = FunctionEnvironment.ofThisProcess();
        return new FunctionContext(own.clock(), Ids.system(), own.variables(), Limits.STANDARD, own.out());
    }

    Drain drain() {
        return environment.drain();
    }

    Clock clock() {
        return environment.clock();
    }

    Optional<Definition> content() {
        return definitions.current();
    }

    public Log log(HttpRequest request) {
        return environment.log(request, project);
    }

    /** For a tick, which buys and collects. */
    Ticks ticks(Log log) {
        Generator vendor = wiring.generator(content(), limits);
        return new Ticks(context(vendor, log), Optional.of(this::wake), inbox(), drain()::stopping)
                .telling(wiring.outlet(vendor, words -> "tickbox " + words + " --store " + need("TICKBOX_STORE")));
    }

    /** For work that does not call the vendor. */
    public TickContext context(Log log) {
        return context(UnavailableGenerator.HERE, log);
    }

    private TickContext context(Generator generator, Log log) {
        return wiring.context(store, generator, log, limits);
    }

    private void wake(Map<String, List<String>> due) {
        pubSub().call(due);
    }

    private synchronized Wake pubSub() {
        PubSubWake open =
                pubSub == null ? PubSubWake.open(need("TICKBOX_TOPIC"), find("PUBSUB_EMULATOR_HOST")) : pubSub;
        pubSub = open;
        return open;
    }

    /** Only a deployment with a webhook has one. */
    private synchronized Inbox inbox() {
        Inbox open = inbox == null
                ? find("TICKBOX_INBOX")
                        .<Inbox>map(name -> PubSubInbox.open(name, find("PUBSUB_EMULATOR_HOST")))
                        .orElse(Inbox.NONE)
                : inbox;
        inbox = open;
        return open;
    }

    String need(String variable) {
        return environment.need(variable);
    }

    Optional<String> find(String variable) {
        return environment.find(variable);
    }
}
