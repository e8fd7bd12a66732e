package dev.tickbox.money;

import dev.tickbox.Json;
import dev.tickbox.content.Vendor;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import dev.tickbox.store.Fields;
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
    public record Price(Optional<LocalDate> until, long inputMicroUsd, long outputMicroUsd) {}

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

    private static final int BYTES_A_TOKEN_AT_LEAST = 3;

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
        return new Price(
                price.findText("until").map(LocalDate::parse),
                price.number("inputMicroUsdPerMillion"),
                price.number("outputMicroUsdPerMillion"));
    }

    /** What the content says goes over what is listed, on every day. */
    public Prices with(Vendor vendor) {
        SortedMap<String, List<Price>> all = new TreeMap<>(models);
        vendor.prices()
                .forEach((model, own) -> all.put(
                        model, List.of(new Price(Optional.empty(), own.inputMicroUsd(), own.outputMicroUsd()))));
        return new Prices(asOf, all);
    }

    public Set<String> known() {
        return new TreeSet<>(models.keySet());
    }

    /**
     * The answer's own model names the price, for that is what the vendor bills. It may be one that no table knows yet (a dated
     * version, a name that moved): then the longest listed name that it begins with, then what was ordered, then the estimate.
     */
    public Paid price(String answered, Usage usage, Ordered ordered) {
        Optional<String> like = models.containsKey(answered) ? Optional.of(answered) : longestPrefixOf(answered);
        String model = like.orElse(ordered.model());
        if (!models.containsKey(model)) {
            String why = "no price is known for " + answered + " nor for " + model + ": booked as it was estimated";
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

    /** More than it can cost: a token is never fewer than three bytes on average, and the answer is bounded by the request. */
    public long estimateMicroUsd(Request request, LocalDate day) {
        int bytes = Json.write(request.toMap()).getBytes(StandardCharsets.UTF_8).length;
        Usage most = new Usage(Math.ceilDiv(bytes, BYTES_A_TOKEN_AT_LEAST), request.maxTokens(), 0);
        return paid(request.model(), most, request.mode(), day);
    }

    /** Rounded up, so that parts of a micro-dollar never add up to a surprise. A batch costs half. */
    public long paid(String model, Usage usage, Mode mode, LocalDate day) {
        long parts = parts(on(model, day), usage);
        return switch (mode) {
            case BACKGROUND -> Math.ceilDiv(parts, MILLION);
            case BATCH -> Math.ceilDiv(parts, 2 * MILLION);
        };
    }

    /** Thoughts cost what output costs. */
    private static long parts(Price price, Usage usage) {
        long output = bounded(usage.outputTokens()) + bounded(usage.thoughtTokens());
        return Math.addExact(
                Math.multiplyExact(bounded(usage.inputTokens()), price.inputMicroUsd()),
                Math.multiplyExact(output, price.outputMicroUsd()));
    }

    private static long bounded(long tokens) {
        return Math.clamp(tokens, 0, MOST_TOKENS);
    }

    private Price on(String model, LocalDate day) {
        return Optional.ofNullable(models.get(model)).stream()
                .flatMap(List::stream)
                .filter(price -> price.until().filter(day::isAfter).isEmpty())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no price is known for the model " + model + " on " + day));
    }
}
