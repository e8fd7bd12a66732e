package dev.tickbox.money;

import dev.tickbox.Json;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import dev.tickbox.store.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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

    private static final long MILLION = 1_000_000;

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

    public Set<String> known() {
        return new TreeSet<>(models.keySet());
    }

    /** Rounded up, so that parts of a micro-dollar never add up to a surprise. Thoughts cost what output costs. */
    public long priceMicroUsd(String model, Usage usage, LocalDate day) {
        Price price = on(model, day);
        long output = Math.addExact(usage.outputTokens(), usage.thoughtTokens());
        long parts = Math.addExact(
                Math.multiplyExact(usage.inputTokens(), price.inputMicroUsd()),
                Math.multiplyExact(output, price.outputMicroUsd()));
        return Math.ceilDiv(parts, MILLION);
    }

    /** More than it can cost: a token is never fewer than three bytes on average, and the answer is bounded by the request. */
    public long estimateMicroUsd(Request request, LocalDate day) {
        int bytes = Json.write(request.toMap()).getBytes(StandardCharsets.UTF_8).length;
        return priceMicroUsd(request.model(), new Usage(Math.ceilDiv(bytes, 3), request.maxTokens(), 0), day);
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
