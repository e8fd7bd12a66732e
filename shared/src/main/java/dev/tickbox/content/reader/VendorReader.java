package dev.tickbox.content.reader;

import dev.tickbox.content.ContentRules;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads {@code gemini}, {@code vertex}, {@code webhook} and {@code prices}. */
final class VendorReader {
    private VendorReader() {}

    static VendorSettings read(YamlMapping top) {
        Optional<YamlValue> vertex = top.find("vertex");
        if (vertex.isPresent() && top.find("gemini").isPresent()) {
            vertex.get().problem("vertex and gemini together: Vertex AI uses no key; remove one of them");
        }
        top.find("webhook")
                .filter(webhook -> vertex.isPresent())
                .ifPresent(webhook ->
                        webhook.problem("webhook and vertex together: Vertex AI has no webhooks; remove one of them"));
        return new VendorSettings(
                section(top, "gemini").flatMap(VendorReader::gemini),
                section(top, "vertex").flatMap(VendorReader::vertex),
                section(top, "webhook").flatMap(VendorReader::webhook),
                section(top, "prices").map(VendorReader::prices).orElseGet(TreeMap::new));
    }

    private static Optional<YamlMapping> section(YamlMapping top, String key) {
        return top.find(key).flatMap(YamlValue::section);
    }

    private static Optional<String> gemini(YamlMapping section) {
        return section.only("secret")
                .need("secret")
                .flatMap(at -> matching(
                        at,
                        ContentRules::isId,
                        "must be the name of a secret (small letters, digits and dashes), never the key itself"));
    }

    private static Optional<VendorSettings.Vertex> vertex(YamlMapping section) {
        section.only("project", "location");
        Optional<String> project = section.need("project")
                .flatMap(at -> matching(at, ContentRules::isProject, "must be the id of a Google Cloud project"));
        String location = section.or(
                "location",
                VendorSettings.Vertex.DEFAULT_LOCATION,
                at -> matching(at, ContentRules::isLocation, "must be a location as in global or europe-west4"));
        return project.map(id -> new VendorSettings.Vertex(id, location));
    }

    /** The text is never repeated: a key typed into the wrong place must not come out in a log. */
    private static Optional<String> matching(YamlValue at, Predicate<String> rule, String must) {
        Optional<String> text = at.text();
        if (text.isPresent() && !rule.test(text.get())) {
            at.problem(at.path() + " " + must);
            return Optional.empty();
        }
        return text;
    }

    private static Optional<String> webhook(YamlMapping section) {
        return section.only("url").need("url").flatMap(VendorReader::https);
    }

    private static Optional<String> https(YamlValue at) {
        Optional<String> text = at.text();
        if (text.isPresent() && !ContentRules.isHttps(text.get())) {
            at.problem(at.path() + " must be a public https address, as in https://hooks.example.com/tickbox");
            return Optional.empty();
        }
        return text;
    }

    /** Each on its own, so that a job may use a model whose other price is still wrong: one message a mistake. */
    private static SortedMap<String, VendorSettings.Price> prices(YamlMapping section) {
        SortedMap<String, VendorSettings.Price> prices = new TreeMap<>();
        section.entries().forEach((model, at) -> {
            if (!ContentRules.isModel(model)) {
                at.problem("\"" + model + "\" cannot be a model: small letters, digits, dots and dashes");
            }
            at.section()
                    .map(price -> price.only("inputUsd", "outputUsd"))
                    .ifPresent(price -> prices.put(
                            model, new VendorSettings.Price(usd(price, "inputUsd"), usd(price, "outputUsd"))));
        });
        return prices;
    }

    private static long usd(YamlMapping price, String key) {
        return price.need(key).flatMap(SettingsReader::perMillionTokens).orElse(0L);
    }
}
