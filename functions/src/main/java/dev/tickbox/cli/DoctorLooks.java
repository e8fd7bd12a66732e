package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.SourceNeeds;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.doctor.ChannelLook;
import dev.tickbox.doctor.ContentLook;
import dev.tickbox.doctor.Examination;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.LedgerLook;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.ProgramLook;
import dev.tickbox.doctor.PushedLook;
import dev.tickbox.doctor.SiteLook;
import dev.tickbox.doctor.SourceSecretLook;
import dev.tickbox.doctor.StoreFileLook;
import dev.tickbox.doctor.VendorLook;
import dev.tickbox.doctor.cloud.CloudLooks;
import dev.tickbox.doctor.cloud.Deployment;
import dev.tickbox.doctor.cloud.GoogleApi;
import dev.tickbox.ledger.Control;
import dev.tickbox.money.Prices;
import dev.tickbox.store.StoreException;
import dev.tickbox.wiring.Folders;
import dev.tickbox.wiring.Wiring;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Chooses what {@code doctor} looks at, from the options, the content and the store. */
final class DoctorLooks {
    /** Firestore's own name for the database of a project that has only one. */
    private static final String DEFAULT_DATABASE = "(default)";

    /** As in Terraform's variables. */
    private static final String DEFAULT_PREFIX = "tickbox";

    /** Where Google's APIs are instead, for tests: it gets no credentials. */
    private static final String GOOGLE = "TICKBOX_GOOGLE_BASE_URL";

    private final StoreOptions where;
    private final CliEnvironment here;
    private final Examination examination;
    private final Optional<ContentFolder.Result> folder;

    DoctorLooks(StoreOptions where, CliEnvironment here, Examination examination) {
        this.where = where;
        this.here = here;
        this.examination = examination;
        this.folder =
                where.content().map(content -> ContentFolder.read(content, StoreSession.options(where.onFirestore())));
    }

    List<Finding> desk() {
        List<Look> looks = new ArrayList<>(program());
        looks.add(new ContentLook(folder, where::again));
        if (hasPlace()) {
            Path file = where.sqliteFile();
            looks.add(new StoreFileLook(file, where::again));
            looks.add(new LedgerLook(this::ledgerOfFile, where::again));
        }
        looks.addAll(outside(wiring(here.environment()), written()));
        return examination.of(looks);
    }

    /** First the database, then the store in it, whose content says what must be deployed; then, side by side, all the rest. */
    List<Finding> cloud(Optional<String> prefix, Optional<String> region, boolean withSecrets) {
        String[] address = where.firestoreAddress().split("/", -1);
        if (address.length > 2 || List.of(address).contains("")) {
            throw new UsageError(
                    "--store firestore:" + where.firestoreAddress() + " is not firestore:PROJECT[/DATABASE]");
        }
        if (withSecrets && folder.isEmpty()) {
            throw new UserError("--with-secrets needs a content folder (--content DIR): secrets are sent to no address"
                    + " but those that it names");
        }
        String database = address.length < 2 ? DEFAULT_DATABASE : address[1];
        String names = prefix.orElse(address.length < 2 ? DEFAULT_PREFIX : database);
        Optional<URI> standIn =
                Optional.ofNullable(here.environment().get(GOOGLE)).map(URI::create);
        boolean isDeployed = !where.onEmulator() || standIn.isPresent();
        GoogleApi api = new GoogleApi(
                address[0], standIn, GoogleApi.applicationDefault(), here.clock(), examination.forOneAnswer());
        Deployment deployment = new Deployment(api, database, names, region);
        AtomicReference<Optional<Definition>> stored = new AtomicReference<>(Optional.empty());

        List<Look> first = new ArrayList<>(program());
        if (folder.isPresent()) {
            first.add(new ContentLook(folder, where::again));
        }
        if (isDeployed) {
            first.add(CloudLooks.database(deployment));
        }
        List<Finding> found = new ArrayList<>(examination.of(first));
        if (deployment.isOutOfReach()) {
            return found;
        }

        found.addAll(examination.of(List.of(new LedgerLook(() -> Optional.of(ledger(stored)), where::again))));
        Optional<Definition> content = stored.get().or(this::written);
        List<Look> rest = new ArrayList<>();
        if (found.stream().noneMatch(DoctorLooks::isBadLedger)) {
            rest.add(new PushedLook(stored.get(), written(), where::again));
        }
        if (isDeployed) {
            rest.addAll(CloudLooks.others(deployment, content, here.clock()));
        }
        if (withSecrets) {
            // Never by the content of the store: whoever can write there could name any address for a secret.
            Map<String, String> environment = new TreeMap<>(here.environment());
            environment.put("TICKBOX_SECRETS", "projects/" + address[0] + "/secrets/" + names);
            rest.addAll(outside(wiring(environment), written()));
        }
        found.addAll(examination.of(rest));
        return CloudLooks.once(found);
    }

    private static boolean isBadLedger(Finding finding) {
        return finding.area().equals(LedgerLook.AREA) && finding.verdict() == Finding.Verdict.BAD;
    }

    private LedgerLook.State ledger(AtomicReference<Optional<Definition>> stored) {
        try (StoreSession session = StoreSession.toRead(where, here)) {
            stored.set(session.definitions().current());
            return state(session);
        }
    }

    private static List<Look> program() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().forEach((name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
        return List.of(new ProgramLook(properties));
    }

    private Optional<Definition> written() {
        return folder.flatMap(
                read -> read instanceof ContentFolder.Good good ? Optional.of(good.definition()) : Optional.empty());
    }

    /** Without a content folder and without a store nobody says where a store would be. */
    private boolean hasPlace() {
        return where.saysStore() || folder.isPresent();
    }

    /** The publishers as ticks have them. Where they would keep their files nothing is created. */
    private Wiring wiring(Map<String, String> environment) {
        Path work = hasPlace() ? where.beside(".tickbox") : Path.of(".tickbox").toAbsolutePath();
        Folders folders = new Folders(
                where.content().or(() -> Optional.of(Path.of("").toAbsolutePath())),
                hasPlace() ? Optional.of(where.simulatedSites()) : Optional.empty(),
                work.resolve("git"));
        return new Wiring(here.clock(), here.ids(), environment, folders, true);
    }

    /** The vendor and the sites. Of simulated texts neither hears. */
    private List<Look> outside(Wiring wiring, Optional<Definition> content) {
        List<Look> looks = new ArrayList<>();
        if (!where.simulate) {
            VendorSettings vendor = content.map(Definition::vendor).orElse(VendorSettings.DEFAULT);
            looks.add(new VendorLook(
                    () -> wiring.access(vendor),
                    content,
                    Prices.standard().with(vendor),
                    here.clock(),
                    examination.forOneAnswer()));
            content.map(each -> List.copyOf(each.jobs().values())).orElse(List.of()).stream()
                    .flatMap(job -> job.allSteps().stream()
                            .filter(Step.Fetch.class::isInstance)
                            .map(Step.Fetch.class::cast)
                            .filter(fetch -> fetch.request().secret().isPresent())
                            .map(fetch ->
                                    new SourceSecretLook(job.id(), fetch, each -> wiring.lacking(each.request()))))
                    .forEach(looks::add);
        }
        content.map(SourceNeeds::ofChannels)
                .filter(channels -> !where.simulate && !channels.secrets().isEmpty())
                .ifPresent(channels -> looks.add(new ChannelLook(channels, wiring::lacking)));
        for (Site site : content.map(each -> List.copyOf(each.sites().values())).orElse(List.of())) {
            looks.add(new SiteLook(
                    site,
                    each -> wiring.reach(each, where.texts(), here.clock().deadline(examination.forOneAnswer()))));
        }
        return looks;
    }

    /** Empty where the file is missing or cannot be read: the look at the file says so. */
    private Optional<LedgerLook.State> ledgerOfFile() {
        if (!where.exists()) {
            return Optional.empty();
        }
        try (StoreSession session = StoreSession.toRead(where, here)) {
            return Optional.of(state(session));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static LedgerLook.State state(StoreSession session) {
        Control.State control = new Control(session.store, session.clock).read();
        List<String> waiting = session.needsYou(Optional.empty()).stuck().stream()
                .map(each -> each.what() + ": " + each.why())
                .toList();
        return new LedgerLook.State(control.paused(), control.pausedBecause(), waiting);
    }
}
