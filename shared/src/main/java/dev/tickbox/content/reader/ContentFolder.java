package dev.tickbox.content.reader;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.NoticeSettings;
import dev.tickbox.content.Site;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.reader.ReferencedFiles.TextFile;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A person's folder with {@code tickbox.yaml} and prompts. */
public final class ContentFolder {
    public static final String FILE = "tickbox.yaml";

    private static final String[] KEYS = {
        "sites",
        "jobs",
        "defaults",
        "ticks",
        "budget",
        "limits",
        "vars",
        "gemini",
        "vertex",
        "webhook",
        "sources",
        "prices",
        "notify",
        "heartbeat"
    };

    private final Problems problems = new Problems();
    private final ReferencedFiles files;
    private final Options options;

    private ContentFolder(Path root, Options options) {
        this.files = new ReferencedFiles(problems, root);
        this.options = options;
    }

    /**
     * What the folder itself cannot know.
     *
     * @param firestoreStore whether the content is meant for a Firestore store
     * @param models every model whose price is known
     */
    public record Options(boolean firestoreStore, Set<String> models) {}

    public sealed interface Result {}

    /** @param warnings of what may be intended, in the order of the files and lines */
    public record Good(Definition definition, List<Problem> warnings) implements Result {}

    /** In the order of the files and lines; never empty. */
    public record Bad(List<Problem> problems) implements Result {}

    public static Result read(Path folder, Options options) {
        Path root;
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            return new Bad(List.of(new Problem(FILE, 0, "there is no folder " + folder)));
        }
        if (!Files.isRegularFile(root.resolve(FILE))) {
            String mend = Files.exists(root.resolve("tickbox.yml"))
                    ? "rename tickbox.yml to " + FILE
                    : "`tickbox init DIR` makes a folder to start from";
            return new Bad(List.of(new Problem(FILE, 0, "there is none in " + folder + "; " + mend)));
        }
        ContentFolder reader = new ContentFolder(root, options);
        Optional<Definition> definition = new TextFile(reader.problems)
                .read(root.resolve(FILE), FILE)
                .flatMap(new YamlText(reader.problems, FILE, "at least sites and jobs")::compose)
                .flatMap(node -> new YamlValue(reader.problems, FILE, "", 0, node).section())
                .flatMap(reader::definition);
        return definition.isPresent() && reader.problems.isEmpty()
                ? new Good(definition.get(), reader.problems.warningsInOrder())
                : new Bad(reader.problems.inOrder());
    }

    private Optional<Definition> definition(YamlMapping top) {
        top.only(KEYS);
        VendorSettings vendor = VendorReader.read(top);
        SortedMap<String, VarValue> vars = ReaderContext.vars(top.find("vars"));
        Optional<YamlMapping> siteSection = named(top, "sites");
        Set<String> siteIds = siteSection.map(s -> s.entries().keySet()).orElse(Set.of());
        Publications publications = new Publications();
        Budget budget = settings(top, "budget").map(SettingsReader::budget).orElse(Budget.DEFAULT);
        ReaderContext reading = new ReaderContext(
                problems,
                files,
                models(vendor),
                siteIds,
                vars,
                vendor.vertex().isPresent(),
                budget,
                publications,
                allowedHosts(top));
        JobReader jobReader = JobReader.of(reading, settings(top, "defaults"));
        Map<String, Job> jobs = new TreeMap<>();
        named(top, "jobs")
                .ifPresent(section -> section.byId()
                        .forEach(entry -> jobReader
                                .read(entry.getKey(), entry.getValue())
                                .ifPresent(job -> jobs.put(job.id(), job))));
        // After the jobs: what a site's file may be called depends on what they publish there.
        Map<String, Site> sites = new TreeMap<>();
        SiteReader siteReader = new SiteReader(vars, options.firestoreStore(), problems.isEmpty(), publications);
        siteSection.ifPresent(section -> section.byId()
                .forEach(entry -> siteReader
                        .read(entry.getKey(), entry.getValue())
                        .ifPresent(site -> {
                            collision(sites, site).ifPresent(entry.getValue()::problem);
                            sites.put(site.id(), site);
                        })));
        TickSchedule ticks = settings(top, "ticks").map(SettingsReader::ticks).orElse(TickSchedule.DEFAULT);
        ContentLimits limits =
                settings(top, "limits").map(SettingsReader::limits).orElse(ContentLimits.DEFAULT);
        NoticeSettings notices = new NotifyReader(reading.allowedHosts()).read(top);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Definition definition = Definition.of(sites, jobs, ticks, budget, limits, vendor, notices);
        int size = definition.toJson().getBytes(StandardCharsets.UTF_8).length;
        if (size > Definition.MAX_BYTES) {
            problems.add(
                    FILE,
                    0,
                    "with all its files has " + size + " bytes as it is stored, and can have " + Definition.MAX_BYTES
                            + "; the largest files: " + files.largest()
                            + "; shorten a prompt, split a table or fetch it"
                            + " from an address, or make two folders of it");
        }
        return Optional.of(definition);
    }

    /** {@code sources: {allow: [host]}} */
    private static Set<String> allowedHosts(YamlMapping top) {
        Set<String> hosts = new TreeSet<>();
        settings(top, "sources")
                .flatMap(section -> section.only("allow").need("allow"))
                .ifPresent(at -> {
                    for (YamlValue item : at.items()) {
                        item.text().map(text -> text.toLowerCase(Locale.ROOT)).ifPresent(host -> {
                            if (host.matches("[a-z0-9.-]+|[0-9a-f:]+")) {
                                hosts.add(host);
                            } else {
                                item.problem(item.path()
                                        + " is not the name of a host, as in intranet.example, without https:// and"
                                        + " without a port");
                            }
                        });
                    }
                });
        return hosts;
    }

    /** One that only the content prices is known, too. */
    private Set<String> models(VendorSettings vendor) {
        Set<String> models = new TreeSet<>(options.models());
        models.addAll(vendor.prices().keySet());
        return models;
    }

    private static Optional<YamlMapping> named(YamlMapping top, String key) {
        Optional<YamlMapping> section = top.need(key).flatMap(YamlValue::section);
        section.filter(found -> found.entries().isEmpty())
                .ifPresent(found -> found.value().problem(key + " is empty; it needs at least one"));
        return section;
    }

    private static Optional<YamlMapping> settings(YamlMapping top, String key) {
        return top.find(key).flatMap(YamlValue::section);
    }

    /** Two sites that write the same files would take turns in each other's articles. */
    private static Optional<String> collision(Map<String, Site> sites, Site site) {
        Map<String, String> own = place(site);
        return sites.values().stream()
                .filter(other -> other.publisher().equals(site.publisher())
                        && place(other).equals(own))
                .findFirst()
                .map(other -> "sites." + site.id() + " writes the same files as " + other.id() + "; give it another "
                        + (site.publisher().equals("folder") ? "path" : "remote, branch") + " or file");
    }

    private static Map<String, String> place(Site site) {
        Map<String, String> place = new HashMap<>(site.settings());
        place.keySet().retainAll(Set.of("path", "remote", "branch", "file"));
        place.computeIfPresent("path", (key, path) -> Path.of(path).normalize().toString());
        return place;
    }

    /**
     * One mistake in the content, as a person should read it.
     *
     * @param file relative to the content folder
     * @param line from 1; 0 where it is about the whole file
     */
    public record Problem(String file, int line, String message) {
        @Override
        public String toString() {
            return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
        }
    }

    /** Collects every mistake, so that a person mends them in one go and not one after the other. */
    static final class Problems {
        private final Set<Problem> found = new LinkedHashSet<>();
        private final Set<Problem> warnings = new LinkedHashSet<>();

        void add(String file, int line, String message) {
            found.add(new Problem(file, line, message));
        }

        void warn(String file, int line, String message) {
            warnings.add(new Problem(file, line, message));
        }

        boolean isEmpty() {
            return found.isEmpty();
        }

        List<Problem> inOrder() {
            return inOrder(found);
        }

        List<Problem> warningsInOrder() {
            return inOrder(warnings);
        }

        /** The content file first, then the prompts; by line. */
        private static List<Problem> inOrder(Set<Problem> all) {
            return all.stream()
                    .sorted(Comparator.comparing(
                                    (Problem problem) -> !problem.file().equals(ContentFolder.FILE))
                            .thenComparing(Problem::file)
                            .thenComparingInt(Problem::line))
                    .toList();
        }
    }
}
