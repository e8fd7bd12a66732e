package dev.tickbox.view;

import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.money.Usd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a content buys: the vendor, the key, and prices that the content sets. */
record PurchaseTerms(VendorSettings vendor) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(vendor.vertex()
                .map(vertex -> "Buys through Vertex AI, project " + vertex.project() + " in " + vertex.location())
                .orElseGet(() -> "Buys with the key in "
                        + vendor.secret().map(name -> "the secret " + name).orElse("GEMINI_API_KEY")));
        vendor.webhookUrl().ifPresent(url -> lines.add("The vendor calls the webhook " + url));
        vendor.prices()
                .forEach((model, price) -> lines.add("Price of " + model + ", set in the content: "
                        + Usd.of(price.inputMicroUsd()) + " for a million input tokens, "
                        + Usd.of(price.outputMicroUsd()) + " for a million output tokens"));
        return lines;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        vendor.vertex()
                .ifPresent(vertex ->
                        map.put("vertex", Map.of("project", vertex.project(), "location", vertex.location())));
        vendor.secret().ifPresent(name -> map.put("secret", name));
        vendor.webhookUrl().ifPresent(url -> map.put("webhook", url));
        Map<String, Object> prices = new LinkedHashMap<>();
        vendor.prices()
                .forEach((model, price) -> prices.put(
                        model,
                        Map.of(
                                "inputMicroUsdPerMillion",
                                price.inputMicroUsd(),
                                "outputMicroUsdPerMillion",
                                price.outputMicroUsd())));
        map.put("prices", prices);
        return map;
    }

    /** Such as {@code gemini-3.8-flash, batch, thinking high}; defaults are left out. */
    static String how(Step.Generate step) {
        return step.model()
                + (step.mode() == Mode.BACKGROUND ? "" : ", " + step.mode().word())
                + step.thinking().map(level -> ", thinking " + level).orElse("")
                + step.temperature().map(number -> ", temperature " + number).orElse("");
    }
}
