package dev.tickbox.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a definition's JSON says of the vendor: the content's own words, each only where it was said. */
final class VendorSettingsJson {
    private VendorSettingsJson() {}

    static Map<String, Object> write(VendorSettings vendor) {
        Map<String, Object> json = new LinkedHashMap<>();
        vendor.secret().ifPresent(name -> json.put("gemini", Map.of("secret", name)));
        vendor.vertex()
                .ifPresent(vertex ->
                        json.put("vertex", Map.of("project", vertex.project(), "location", vertex.location())));
        vendor.webhookUrl().ifPresent(url -> json.put("webhook", Map.of("url", url)));
        Map<String, Object> prices = new TreeMap<>();
        vendor.prices()
                .forEach((model, price) -> prices.put(
                        model,
                        Map.of("inputMicroUsd", price.inputMicroUsd(), "outputMicroUsd", price.outputMicroUsd())));
        if (!prices.isEmpty()) {
            json.put("prices", prices);
        }
        return json;
    }

    static VendorSettings read(StoredObject root) {
        SortedMap<String, VendorSettings.Price> prices = new TreeMap<>();
        root.findChild("prices")
                .map(StoredObject::children)
                .orElse(Map.of())
                .forEach((model, price) -> prices.put(
                        model,
                        new VendorSettings.Price(price.number("inputMicroUsd"), price.number("outputMicroUsd"))));
        Optional<VendorSettings.Vertex> vertex = root.findChild("vertex")
                .map(stored -> new VendorSettings.Vertex(stored.text("project"), stored.text("location")));
        return new VendorSettings(
                root.findChild("gemini").map(stored -> stored.text("secret")),
                vertex,
                root.findChild("webhook").map(stored -> stored.text("url")),
                prices);
    }
}
