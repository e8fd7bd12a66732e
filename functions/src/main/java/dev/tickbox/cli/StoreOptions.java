package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose the content folder and the store; the same options work with a file and with Firestore. */
final class StoreOptions {
    static final String FILE = "tickbox.db";
    static final String SIMULATED_FILE = "tickbox-simulated.db";

    @Option(names = "--content", paramLabel = "DIR", description = "The folder with tickbox.yaml (default: here).")
    private @Nullable Path content;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = {
                "sqlite:PATH or firestore:PROJECT[/DATABASE]",
                "(default: sqlite:tickbox.db beside tickbox.yaml)."
            })
    private @Nullable String store;

    @Option(
            names = "--simulate",
            description =
                    "Buy from a simulated vendor, for free, in a separate store (tickbox-simulated.db). No real site is"
                            + " changed: articles go into simulated/SITE.")
    boolean simulate;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    /** Set by a command that buys from the real vendor: it never uses the simulated store by default. */
    private boolean real;

    void forReal() {
        real = true;
    }

    /** Whether the opened store holds simulated texts: commands that are suggested for it then need --simulate. */
    private boolean simulatedStore;

    void madeWith(Optional<String> generator) {
        simulatedStore = generator.filter(Generator.SIMULATED::equals).isPresent();
    }

    private Optional<String> emulatorHost = Optional.ofNullable(System.getenv("FIRESTORE_EMULATOR_HOST"));

    /** Uses the emulated Firestore at this address, whatever the options say. */
    void emulated(String project, String host) {
        store = "firestore:" + project;
        emulatorHost = Optional.of(host);
    }

    boolean saysStore() {
        return store != null;
    }

    /** The content folder, if this is one. */
    Optional<Path> content() {
        Path folder = content == null ? Path.of("") : content;
        if (Files.exists(folder.resolve(ContentFolder.FILE))) {
            return Optional.of(folder.toAbsolutePath().normalize());
        }
        if (content != null) {
            throw new UserError(
                    "there is no " + ContentFolder.FILE + " in " + folder + "; to create one: tickbox init " + folder);
        }
        return Optional.empty();
    }

    Path needContent() {
        return content()
                .orElseThrow(() -> new UserError("there is no " + ContentFolder.FILE
                        + " here; use --content DIR, or create a folder with: tickbox init DIR"));
    }

    boolean onFirestore() {
        return store != null && store.startsWith("firestore:");
    }

    /** Opens the store, and creates it if it does not exist. */
    Store open() {
        return onFirestore() ? openFirestore() : SqliteStore.open(sqliteFile(), Ids.system());
    }

    /** Opens a store that must exist, for reading alone; that creates and changes nothing. */
    Store openToRead() {
        return onFirestore() ? openFirestore() : SqliteStore.reading(sqliteFile(), Ids.system());
    }

    private Store openFirestore() {
        return FirestoreStore.open(firestoreAddress(), emulatorHost, Clock.system(), Ids.system());
    }

    /** {@code PROJECT} or {@code PROJECT/DATABASE}. */
    String firestoreAddress() {
        return String.valueOf(store).substring("firestore:".length());
    }

    boolean onEmulator() {
        return emulatorHost.isPresent();
    }

    /** @throws UserError if --store names no kind of store */
    Path sqliteFile() {
        if (store != null && (!store.startsWith("sqlite:") || store.length() == "sqlite:".length())) {
            throw new UsageError("--store " + store + " is not sqlite:PATH or firestore:PROJECT[/DATABASE]");
        }
        return file();
    }

    /** Opens the store for a command that only reads or changes what exists: such a command never creates a store. */
    Store openExisting() {
        if (!exists()) {
            throw new UserError("there is no store " + file() + " yet, because nothing has run here. To start: "
                    + again("up" + (simulate ? "" : " --simulate")));
        }
        refuseEmpty();
        return open();
    }

    /**
     * For a command that changes nothing. Where the file may not be written it is opened for reading alone; where it may, a store that an older
     * program or a killed one has left is put in order first.
     */
    Store openToLook() {
        if (onFirestore()
                || (Files.isWritable(file()) && Files.isWritable(Objects.requireNonNull(file().getParent())))) {
            return openExisting();
        }
        if (!exists()) {
            return openExisting();
        }
        refuseEmpty();
        return openToRead();
    }

    /** It was a store whose bytes are gone, or never one: it must not look like one in which nothing has happened. */
    private void refuseEmpty() {
        try {
            if (!onFirestore() && Files.isRegularFile(file()) && Files.size(file()) == 0) {
                throw new UserError(file()
                        + " is empty, so it is no store; put it back from a backup, or delete it to begin" + " anew");
            }
        } catch (IOException e) {
            throw new UserError(file() + " cannot be read: " + e);
        }
    }

    /** A Firestore store always counts as existing. */
    boolean exists() {
        boolean ours = store == null || store.startsWith("sqlite:");
        return !ours || Files.exists(file());
    }

    /** Another command line for the same store and content. */
    String again(String words) {
        return Stream.concat(Stream.of("tickbox " + words), again().stream().map(StoreOptions::quoted))
                .collect(Collectors.joining(" "));
    }

    /** The options with which another command works on the same store and content. */
    List<String> again() {
        List<String> options = new ArrayList<>();
        if (content != null) {
            options.addAll(List.of("--content", content.toString()));
        }
        if (store != null) {
            options.addAll(List.of("--store", store));
        }
        if (simulate || simulatedStore) {
            options.add("--simulate");
        }
        return options;
    }

    private static String quoted(String text) {
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The name of the store in messages. */
    String name() {
        return onFirestore() ? String.valueOf(store) : String.valueOf(file().getFileName());
    }

    /** Whether there is also a simulated store here, which this command does not use. */
    boolean besideSimulated() {
        return store == null && file().endsWith(FILE) && Files.exists(file().resolveSibling(SIMULATED_FILE));
    }

    /** The SQLite file. Files that belong to the store are beside it. */
    Path file() {
        if (store != null) {
            return Path.of(store.substring(store.indexOf(':') + 1)).toAbsolutePath();
        }
        Path folder = content()
                .orElseThrow(() -> new UserError(
                        "there is no " + ContentFolder.FILE + " here; use --content DIR, or --store sqlite:PATH"));
        return folder.resolve(simulated(folder) ? SIMULATED_FILE : FILE);
    }

    /** With a simulated store and no real one, the simulated one is meant. */
    private boolean simulated(Path folder) {
        return simulate
                || (!real && !Files.exists(folder.resolve(FILE)) && Files.exists(folder.resolve(SIMULATED_FILE)));
    }

    /** The texts that a command with these options makes. */
    TextOrigin texts() {
        return simulate ? TextOrigin.SIMULATED : TextOrigin.REAL;
    }

    /** The folder that gets the simulated texts, in place of the sites. */
    Path simulatedSites() {
        return content()
                .map(folder -> folder.resolve(SitePublishers.SIMULATED_FOLDER))
                .orElseGet(() -> beside(SitePublishers.SIMULATED_FOLDER));
    }

    /** Says that the real sites are not changed. */
    String simulatedSays() {
        return "simulated: no real site is changed; articles go into "
                + simulatedSites().resolve("SITE");
    }

    Path beside(String name) {
        return onFirestore()
                ? content().orElse(Path.of("").toAbsolutePath()).resolve(name)
                : file().resolveSibling(name);
    }
}
