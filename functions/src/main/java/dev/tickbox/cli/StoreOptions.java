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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which content and which store a command means: the same words work on a file and on Firestore. */
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
                    "Buy from a simulated vendor, for free, in a store of its own (tickbox-simulated.db). No real site is"
                            + " touched: what is published goes into simulated/SITE.")
    boolean simulate;

    @Option(names = "--json", description = "Print one JSON object for programs.")
    boolean json;

    /** Who buys for real has done with playing, and means another store. */
    private boolean real;

    void forReal() {
        real = true;
    }

    /** What the opened store was made with: a command that buys for it must say so. */
    private boolean simulatedStore;

    void madeWith(Optional<String> generator) {
        simulatedStore = generator.filter(Generator.SIMULATED::equals).isPresent();
    }

    private Optional<String> emulatorHost = Optional.ofNullable(System.getenv("FIRESTORE_EMULATOR_HOST"));

    /** A Firestore that is ours, whatever was said before. */
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
            throw new UserError(folder + " has no " + ContentFolder.FILE + "; make one with: tickbox init " + folder);
        }
        return Optional.empty();
    }

    Path needContent() {
        return content()
                .orElseThrow(
                        () -> new UserError(
                                "there is no " + ContentFolder.FILE
                                        + " here; go to its folder, or name it with --content DIR, or make one with: tickbox init DIR"));
    }

    boolean onFirestore() {
        return store != null && store.startsWith("firestore:");
    }

    /** A store that is there, or may be made. */
    Store open() {
        if (store == null) {
            return SqliteStore.open(file(), Ids.system());
        }
        if (store.startsWith("sqlite:") && store.length() > "sqlite:".length()) {
            return SqliteStore.open(file(), Ids.system());
        }
        if (onFirestore()) {
            return FirestoreStore.open(
                    store.substring("firestore:".length()), emulatorHost, Clock.system(), Ids.system());
        }
        throw new UserError("--store " + store + ": a store is sqlite:PATH or firestore:PROJECT[/DATABASE]");
    }

    /** For commands that have nothing to do where nothing has been done: looking makes no store. */
    Store openExisting() {
        if (!exists()) {
            throw new UserError("there is no store " + file() + " yet: nothing has run here. Begin with: "
                    + again("up" + (simulate ? "" : " --simulate")));
        }
        return open();
    }

    /** On Firestore there always is one. */
    boolean exists() {
        boolean ours = store == null || store.startsWith("sqlite:");
        return !ours || Files.exists(file());
    }

    /** How another command is typed that means the same store. */
    String again(String words) {
        StringBuilder command = new StringBuilder("tickbox ").append(words);
        if (content != null) {
            command.append(" --content ").append(quoted(content.toString()));
        }
        if (store != null) {
            command.append(" --store ").append(quoted(store));
        }
        return command.append(simulate || simulatedStore ? " --simulate" : "").toString();
    }

    private static String quoted(String text) {
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** For messages about the store as a whole. */
    String name() {
        return onFirestore() ? String.valueOf(store) : String.valueOf(file().getFileName());
    }

    /** Whether somebody has played here whose runs this command does not mean. */
    boolean besideSimulated() {
        return store == null && file().endsWith(FILE) && Files.exists(file().resolveSibling(SIMULATED_FILE));
    }

    /** Where what belongs to the store but is not in it is kept: beside it. */
    Path file() {
        if (store != null) {
            return Path.of(store.substring(store.indexOf(':') + 1)).toAbsolutePath();
        }
        Path folder = content()
                .orElseThrow(() -> new UserError("which store? There is no " + ContentFolder.FILE
                        + " here; name its folder with --content DIR, or a store with --store sqlite:PATH"));
        return folder.resolve(simulated(folder) ? SIMULATED_FILE : FILE);
    }

    /** Who has only played so far means that store. */
    private boolean simulated(Path folder) {
        return simulate
                || (!real && !Files.exists(folder.resolve(FILE)) && Files.exists(folder.resolve(SIMULATED_FILE)));
    }

    /** What is made with these words. */
    TextOrigin texts() {
        return simulate ? TextOrigin.SIMULATED : TextOrigin.REAL;
    }

    /** Where simulated texts go instead of to their sites. */
    Path simulatedSites() {
        return content()
                .map(folder -> folder.resolve(SitePublishers.SIMULATED_FOLDER))
                .orElseGet(() -> beside(SitePublishers.SIMULATED_FOLDER));
    }

    /** For whoever might think that the real sites are meant. */
    String simulatedSays() {
        return "simulated: no real site is touched; what is published goes into "
                + simulatedSites().resolve("SITE");
    }

    Path beside(String name) {
        return onFirestore()
                ? content().orElse(Path.of("").toAbsolutePath()).resolve(name)
                : file().resolveSibling(name);
    }
}
