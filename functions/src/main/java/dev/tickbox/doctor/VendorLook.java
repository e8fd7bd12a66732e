package dev.tickbox.doctor;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.gemini.Access;
import dev.tickbox.generator.gemini.ModelCatalog;
import dev.tickbox.generator.gemini.ModelCatalog.Asked;
import dev.tickbox.money.Prices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The key, the models of the content and their prices, by one call that is free. Its answer also tells the time.
 *
 * @param access throws what is missing
 */
public record VendorLook(
        Supplier<Access> access, Optional<Definition> content, Prices prices, Clock clock, Duration timeout)
        implements Look {
    /** A price that changes later than this is no news yet. */
    private static final Duration SOON = Duration.ofDays(45);

    @Override
    public String area() {
        return "key";
    }

    @Override
    public List<Finding> look() {
        Access account;
        try {
            account = access.get();
        } catch (RuntimeException e) {
            return List.of(Finding.bad(
                    area(),
                    String.valueOf(e.getMessage()),
                    "set it where the ticks run; to try everything for free: --simulate"));
        }
        Instant before = clock.now();
        Asked asked = ModelCatalog.ask(account, timeout);
        List<Finding> found = new ArrayList<>();
        asked.date().ifPresent(date -> found.add(ClockFinding.of("the vendor", date, before, clock.now())));
        switch (asked.listing()) {
            case ModelCatalog.Refused(String why) ->
                found.add(Finding.bad(
                        area(),
                        "the vendor does not accept " + name(account) + ": " + why,
                        "create a key at https://aistudio.google.com/apikey, or correct the account"));
            case ModelCatalog.NoAnswer(String why) ->
                found.add(Finding.bad(
                        area(),
                        "the vendor cannot be asked: " + why,
                        "check the network of this machine, then run this again"));
            case ModelCatalog.Models models -> {
                found.add(Finding.good(area(), "the vendor accepts " + name(account)));
                used().forEach((model, jobs) -> found.addAll(model(model, jobs, models)));
            }
        }
        return found;
    }

    private static String name(Access account) {
        return switch (account.who()) {
            case Access.Key key -> "the key";
            case Access.Vertex vertex -> "this account in the project " + vertex.project() + " (Vertex AI)";
        };
    }

    private Map<String, Set<String>> used() {
        Map<String, Set<String>> models = new TreeMap<>();
        for (Job job : content.map(each -> List.copyOf(each.jobs().values())).orElse(List.of())) {
            Stream.concat(Stream.of(job.model()), job.allSteps().stream().flatMap(VendorLook::model))
                    .forEach(model -> models.computeIfAbsent(model, name -> new TreeSet<>())
                            .add(job.id()));
        }
        return models;
    }

    private static Stream<String> model(Step step) {
        return step instanceof Step.Generate generate ? Stream.of(generate.model()) : Stream.of();
    }

    private List<Finding> model(String model, Set<String> jobs, ModelCatalog.Models models) {
        String area = "model " + model;
        List<Finding> found = new ArrayList<>();
        if (models.names().contains(model)) {
            found.add(Finding.good(area, "the vendor has it"));
        } else if (models.complete()) {
            found.add(Finding.bad(
                    area,
                    "the vendor has no such model for this key; used by " + String.join(", ", jobs),
                    "set another model in tickbox.yaml; the key may use: " + some(models.names())));
        } else {
            found.add(Finding.warning(
                    area,
                    "the vendor does not list it, and its list may be incomplete; used by " + String.join(", ", jobs),
                    "look for it in the Model Garden of the project"));
        }
        price(model).ifPresent(found::add);
        return found;
    }

    /** The vendor says no end of a model; where the price table knows an end, it is the price's. */
    private Optional<Finding> price(String model) {
        LocalDate today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
        return prices.lastDay(model, today)
                .filter(last -> last.isBefore(today.plusDays(SOON.toDays())))
                .map(last -> prices.isKnown(model, last.plusDays(1))
                        ? Finding.warning(
                                "model " + model,
                                "its price changes after " + last + "; estimates of later days use the new one",
                                "see `tickbox check`, and the budget in tickbox.yaml")
                        : Finding.bad(
                                "model " + model,
                                "no price is known after " + last + ", so it cannot be bought then",
                                "set prices: {" + model + ": {inputUsd: …, outputUsd: …}} in tickbox.yaml"));
    }

    private static String some(Set<String> names) {
        List<String> text = names.stream()
                .filter(name -> name.startsWith("gemini"))
                .limit(12)
                .toList();
        return text.isEmpty() ? "none" : String.join(", ", text) + (names.size() > text.size() ? ", …" : "");
    }
}
