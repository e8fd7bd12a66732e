package dev.tickbox.money;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The price table: per model, and per day where a price changes on a day. */
public record Prices(LocalDate asOf, SortedMap<String, List<Price>> models) {
    /** A million tokens cost this many micro-dollars, up to and including the last day, if it has one. */
    public record Price(Optional<LocalDate> until, long inputMicroUsd, long cachedMicroUsd, long outputMicroUsd) {}

    /** What was ordered, when, and what it can cost at most. */
    public record Ordered(String model, Mode mode, LocalDate day, long estimateMicroUsd) {}

    /**
     * What an answer costs.
     *
     * @param savedMicroUsd what it would have cost more at the list price
     * @param note how the price was found, where the table does not name the model of the answer
     */
    public record Paid(long microUsd, long savedMicroUsd, Optional<String> note) {}

    private static final long MILLION = 1_000_000;

    /** More than any model gives; what a broken answer may claim beyond it must not stop the collection of its text. */
    private static final long MOST_TOKENS = 100_000_000;

    /** The table that is shipped. */
    public static Prices standard() {
        try (var in = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prices parse(String json) {
        Fields table = new Fields(Json.parseObject(json));
        SortedMap<String, List<Price>> models = new TreeMap<>();
        Fields named = table.map("models");
        named.values()
                .keySet()
                .forEach(model -> models.put(
                        model, named.list(model).stream().map(Prices::price).toList()));
        return new Prices(LocalDate.parse(table.text("asOf")), models);
    }

    private static Price price(Fields price) {
        long input = price.number("inputMicroUsdPerMillion");
        return new Price(
                price.findText("until").map(LocalDate::parse),
                input,
                price.number("cachedInputMicroUsdPerMillion", cached(input)),
                price.number("outputMicroUsdPerMillion"));
    }

    /** The vendor takes a tenth for cached input, whatever the model; so where a price says nothing of it. */
    private static long cached(long inputMicroUsd) {
        return inputMicroUsd / 10;
    }

    /** What the content says goes over what is listed, on every day. */
    public Prices with(VendorSettings vendor) {
        SortedMap<String, List<Price>> all = new TreeMap<>(models);
        vendor.prices()
                .forEach((model, own) -> all.put(
                        model,
                        List.of(new Price(
                                Optional.empty(),
                                own.inputMicroUsd(),
                                cached(own.inputMicroUsd()),
                                own.outputMicroUsd()))));
        return new Prices(asOf, all);
    }

    public Set<String> known() {
        return new TreeSet<>(models.keySet());
    }

    /**
     * The answer's own model names the price, for that is what the vendor bills. It may be one that no table knows yet (a dated
     * version, a name that moved): then the longest listed name that it begins with, then what was ordered, then the estimate. What
     * the vendor did not count has no price: it stays at risk.
     */
    public Paid price(String answered, Usage usage, Ordered ordered) {
        if (!usage.known()) {
            return new Paid(
                    0, 0, Optional.of("the vendor did not report its token counts; the estimate stays at risk"));
        }
        Optional<String> like = models.containsKey(answered) ? Optional.of(answered) : longestPrefixOf(answered);
        String model = like.orElse(ordered.model());
        if (!models.containsKey(model)) {
            String why = "no price is known for " + answered + " nor for " + model + ": counted at its estimate";
            return new Paid(ordered.estimateMicroUsd(), 0, Optional.of(why));
        }
        long list = paid(model, usage, Mode.BACKGROUND, ordered.day());
        long paid = paid(model, usage, ordered.mode(), ordered.day());
        Optional<String> note = model.equals(answered)
                ? Optional.empty()
                : Optional.of("no price is known for " + answered + ": priced as " + model);
        return new Paid(paid, list - paid, note);
    }

    private Optional<String> longestPrefixOf(String answered) {
        return models.keySet().stream().filter(answered::startsWith).max(Comparator.comparingInt(String::length));
    }

    /** More than the vendor can count of its question. */
    public static long inputTokensAtMost(Request request) {
        return TokenBound.of(Json.write(request.toMap()));
    }

    /** More than it can cost: the question's tokens are bounded by its text, the answer's by the request. */
    public long estimateMicroUsd(Request request, LocalDate day) {
        Usage most = new Usage(inputTokensAtMost(request), request.maxTokens(), 0);
        return paid(request.model(), most, request.mode(), day);
    }

    /**
     * Rounded up, so that parts of a micro-dollar never add up to a surprise. A batch costs half, but for what came from a cache: that
     * costs the same in every mode. Thoughts cost what output costs.
     */
    public long paid(String model, Usage usage, Mode mode, LocalDate day) {
        Price price = on(model, day);
        long input = bounded(usage.inputTokens());
        long cached = Math.min(bounded(usage.cachedTokens()), input);
        long output = bounded(usage.outputTokens()) + bounded(usage.thoughtTokens());
        long parts = Math.addExact(
                Math.multiplyExact(input - cached, price.inputMicroUsd()),
                Math.multiplyExact(output, price.outputMicroUsd()));
        long ofCache = Math.multiplyExact(cached, price.cachedMicroUsd());
        return switch (mode) {
            case BACKGROUND -> Math.ceilDiv(Math.addExact(parts, ofCache), MILLION);
            case BATCH -> Math.ceilDiv(Math.addExact(parts, 2 * ofCache), 2 * MILLION);
        };
    }

    private static long bounded(long tokens) {
        return Math.clamp(tokens, 0, MOST_TOKENS);
    }

    /** The last day on which the model costs what it costs on this day; empty where no end is known, or no price. */
    public Optional<LocalDate> lastDay(String model, LocalDate day) {
        return find(model, day).flatMap(Price::until);
    }

    public boolean isKnown(String model, LocalDate day) {
        return find(model, day).isPresent();
    }

    private Optional<Price> find(String model, LocalDate day) {
        return Optional.ofNullable(models.get(model)).stream()
                .flatMap(List::stream)
                .filter(price -> price.until().filter(day::isAfter).isEmpty())
                .findFirst();
    }

    private Price on(String model, LocalDate day) {
        return find(model, day)
                .orElseThrow(
                        () -> new IllegalArgumentException("no price is known for the model " + model + " on " + day));
    }
}
