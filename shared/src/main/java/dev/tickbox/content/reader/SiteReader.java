package dev.tickbox.content.reader;

import dev.tickbox.content.ContentRules;
import dev.tickbox.content.SafePath;
import dev.tickbox.content.Site;
import dev.tickbox.content.Templates;
import dev.tickbox.content.reader.ContentFolder.Problems;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one site. What a publisher must and may be told is in the table at the top. */
record SiteReader(Collection<String> vars, boolean firestoreStore) {
    private record Kind(String name, String needs, List<String> keys, Map<String, String> defaults) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "folder",
            new Kind(
                    "folder",
                    "path",
                    List.of("publisher", "path", "file", "url", "raw"),
                    Map.of("file", "{{run.date}}-{{article.slug}}.md")),
            "git",
            new Kind(
                    "git",
                    "remote",
                    List.of("publisher", "remote", "branch", "file", "secret", "url", "raw"),
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
        Map<String, String> settings = new TreeMap<>(kind.defaults());
        section.entries().forEach((key, setting) -> {
            if (!key.equals("publisher") && kind.keys().contains(key)) {
                setting.text().filter(text -> check(key, text, setting)).ifPresent(text -> settings.put(key, text));
            }
        });
        return new Site(id, kind.name(), settings);
    }

    private boolean check(String key, String text, YamlValue at) {
        String problem = switch (key) {
            case "path" -> text.codePoints().anyMatch(Character::isISOControl) ? "has a control character in it" : "";
            case "remote" -> ContentRules.problemOfRemote(text).orElse("");
            case "branch" -> ContentRules.problemOfBranch(text).orElse("");
            case "secret" ->
                ContentRules.isId(text)
                        ? ""
                        : "must be the name of a secret (small letters, digits and dashes), never the secret itself";
            case "file" -> file(text, at);
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

    private String file(String text, YamlValue at) {
        return template(text, at)
                .flatMap(SafePath::problem)
                .map(problem -> "does not work: " + problem)
                .orElse("");
    }

    private String url(String text, YamlValue at) {
        return template(text, at)
                .filter(url -> !url.matches("https?://[^\\s/]+.*") || url.matches("(?s).*\\s.*"))
                .map(url -> "must be an address like https://example.com/{{article.slug}}")
                .orElse("");
    }

    /** Rendered with values as they will be; empty, and reported, where it cannot be. */
    private Optional<String> template(String text, YamlValue at) {
        TemplateScope scope = TemplateScope.ofFile(vars);
        Problems before = new Problems();
        scope.check(before, at.file(), at.line() - 1, at.path(), text);
        before.inOrder().forEach(problem -> at.problem(problem.message()));
        if (!before.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> sample = new TreeMap<>();
        scope.names().forEach(name -> sample.put(name, "x"));
        return Optional.of(Templates.render(text, sample));
    }
}
