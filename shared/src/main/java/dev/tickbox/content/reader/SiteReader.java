package dev.tickbox.content.reader;

import dev.tickbox.content.ContentRules;
import dev.tickbox.content.SafePath;
import dev.tickbox.content.Site;
import dev.tickbox.content.Templates;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ContentFolder.Problems;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.screening.Screening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads one site. What a publisher must and may be told is in the table at the top.
 *
 * @param jobsAreGood whether all jobs could be read, so that it is known what they publish
 */
record SiteReader(Map<String, VarValue> vars, boolean firestoreStore, boolean jobsAreGood, Publications publications) {
    private record Kind(String name, String needs, List<String> keys, Map<String, String> defaults) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "folder",
            new Kind(
                    "folder",
                    "path",
                    List.of("publisher", "path", "file", "url", "raw", "frontMatter"),
                    Map.of("file", "{{run.date}}-{{article.slug}}.md")),
            "git",
            new Kind(
                    "git",
                    "remote",
                    List.of("publisher", "remote", "branch", "file", "secret", "url", "raw", "frontMatter"),
                    Map.of("branch", "main", "file", "content/{{run.date}}-{{article.slug}}.md")));

    Optional<Site> read(String id, YamlValue value) {
        return value.section()
                .flatMap(section -> section.need("publisher")
                        .flatMap(at -> at.known("publisher", KINDS.keySet()))
                        .flatMap(name -> Optional.ofNullable(KINDS.get(name)))
                        .map(kind -> read(id, kind, section)));
    }

    private Site read(String id, Kind kind, YamlMapping section) {
        section.only(kind.keys().toArray(String[]::new));
        section.need(kind.needs());
        if (kind.name().equals("folder") && firestoreStore) {
            section.value()
                    .problem("a folder site needs a store on this machine (--store sqlite:...), "
                            + "because a folder in the cloud is not visible; use publisher: git with Firestore");
        }
        Map<String, Object> frontMatter =
                section.find("frontMatter").map(FrontMatterReader::read).orElse(Map.of());
        Map<String, String> settings = new TreeMap<>(kind.defaults());
        section.entries().forEach((key, setting) -> {
            if (!key.equals("publisher")
                    && !key.equals("frontMatter")
                    && kind.keys().contains(key)) {
                setting.text()
                        .filter(text -> key.equals("file")
                                ? checkFile(id, text, setting, frontMatter)
                                : check(key, text, setting))
                        .ifPresent(text -> settings.put(key, text));
            }
        });
        if (Stream.of("file", "url").anyMatch(key -> namesRun(settings.getOrDefault(key, "")))) {
            settings.put(Site.PLAIN_NAMES, "yes");
        }
        boolean isUnencrypted = settings.containsKey("secret")
                && settings.getOrDefault("remote", "").matches("http://(?!localhost[:/]|127\\.|\\[::1]).*");
        if (isUnencrypted) {
            section.value()
                    .problem(section.value().path() + " would send its secret unencrypted: use an https:// remote");
        }
        Site site = new Site(id, kind.name(), settings, frontMatter);
        section.find("frontMatter").ifPresent(at -> refuseActive(at, site));
        return site;
    }

    /** What the screening would hold back if an article said it. */
    private static void refuseActive(YamlValue at, Site site) {
        Screening screening = Screening.of(site, site.find("file").orElse(""));
        site.frontMatter().forEach((name, value) -> {
            if (!screening.allows(name, value)) {
                at.problem(at.path() + "." + name
                        + " has HTML or template code in it, which no article of this site may have; write it into the"
                        + " site's own templates, or set raw: keep");
            }
        });
    }

    private static boolean namesRun(String template) {
        return Templates.scan(template)
                .names()
                .anyMatch(variable -> Set.of("run.id", "run.slot").contains(variable.name()));
    }

    private boolean check(String key, String text, YamlValue at) {
        String problem = switch (key) {
            case "path" ->
                text.codePoints().anyMatch(Character::isISOControl)
                        ? "has a control character in it"
                        : text.matches("~[^/].*") ? "can begin with ~/ only, the home folder of whoever runs it" : "";
            case "remote" -> ContentRules.problemOfRemote(text).orElse("");
            case "branch" -> ContentRules.problemOfBranch(text).orElse("");
            case "secret" ->
                ContentRules.isId(text)
                        ? ""
                        : "must be the name of a secret (small letters, digits and dashes), never the secret itself";
            case "url" -> url(text, at);
            case "raw" ->
                Set.of("refuse", "keep").contains(text)
                        ? ""
                        : "must be refuse (HTML and template code in a text is not published) or keep";
            default -> "";
        };
        if (!problem.isEmpty()) {
            at.problem(at.path() + " " + problem);
        }
        return problem.isEmpty();
    }

    private boolean checkFile(String site, String text, YamlValue at, Map<String, Object> frontMatter) {
        Set<String> known = new TreeSet<>(publications.names(site));
        Set<String> fixed = new TreeSet<>(frontMatter.keySet());
        fixed.removeIf(name -> frontMatter.get(name) instanceof Map || frontMatter.get(name) instanceof List);
        known.addAll(fixed);
        List<String> used = Templates.scan(text)
                .names()
                .map(Templates.Variable::name)
                .filter(name -> name.startsWith("article.") && !name.equals("article.slug"))
                .map(name -> name.substring("article.".length()))
                .toList();
        if (!jobsAreGood || publications.byClass(site)) {
            known.addAll(used);
        }
        TemplateScope scope = TemplateScope.ofFile(vars)
                .with(known.stream().map(name -> "article." + name).toList());
        Optional<String> problem =
                template(scope, text, at).flatMap(SafePath::problem).map(why -> at.path() + " does not work: " + why);
        problem.ifPresent(at::problem);
        used.stream()
                .filter(publications.names(site)::contains)
                .filter(name -> !fixed.contains(name))
                .forEach(name -> publications
                        .without(site, name)
                        .forEach(lacking -> at.problem(at.path() + " uses {{article." + name
                                + "}}, which the step " + lacking.step() + " of job " + lacking.job()
                                + " may lack: its schema must require it, as a text, a number, true or false")));
        return problem.isEmpty();
    }

    private String url(String text, YamlValue at) {
        return template(TemplateScope.ofAddress(), text, at)
                .filter(url -> !url.matches("https?://[^\\s/]+.*") || url.matches("(?s).*\\s.*"))
                .map(url -> "must be an address like https://example.com/{{article.slug}}")
                .orElse("");
    }

    /** Rendered with values as they will be; empty, and reported, where it cannot be. */
    private static Optional<String> template(TemplateScope scope, String text, YamlValue at) {
        Problems before = new Problems();
        scope.check(before, at.file(), at.line() - 1, at.path(), text, List.of());
        before.inOrder().forEach(problem -> at.problem(problem.message()));
        if (!before.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> sample = new TreeMap<>();
        scope.names().forEach(name -> sample.put(name, "x"));
        return Optional.of(Templates.render(text, sample));
    }
}
