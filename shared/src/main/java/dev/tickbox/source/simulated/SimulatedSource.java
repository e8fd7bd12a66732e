package dev.tickbox.source.simulated;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceQuery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers for {@code .example}: the same for the same address on the same day. */
public record SimulatedSource(Source others, Clock clock) implements Source {
    private static final String ENDING = ".example";
    private static final int ENTRIES = 5;
    private static final List<String> THINGS = List.of(
            "soil", "seedlings", "pruning", "compost", "tomatoes", "herbs", "a small pond", "winter", "bees", "tools");
    private static final List<String> SAYINGS = List.of(
            "takes less time than most people think",
            "changes with the weather of the week",
            "is worth a second look this month",
            "was the question that most readers asked",
            "needs patience and a dry place");

    @Override
    public Reply fetch(SourceQuery query, Deadline deadline) {
        Optional<String> host = host(query.address());
        if (host.isEmpty()) {
            return others.fetch(query, deadline);
        }
        String day = clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return switch (query.form()) {
            case SourceForm.Feed feed -> answer(query, "application/rss+xml", feed(query.address(), host.get(), day));
            case SourceForm.Page page -> answer(query, "text/html", page(query.address()));
            case SourceForm.Plain plain -> answer(query, "text/plain", prose(query.address()));
            case SourceForm.JsonValues json -> answer(query, "application/json", json(json, query.address() + day));
            case SourceForm.Csv csv -> answer(query, "text/csv", csv(csv, query.address()));
        };
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .filter(host -> host.endsWith(ENDING));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Fetched answer(SourceQuery query, String type, String text) {
        return new Fetched(
                text.getBytes(StandardCharsets.UTF_8), Optional.of(type + "; charset=utf-8"), query.address());
    }

    /** Entries of the last two days, so that {@code newerThan: 48h} finds some and leaves some out. */
    private static String feed(String address, String host, String day) {
        Instant midnight = Instant.parse(day + "T00:00:00Z");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < ENTRIES; i++) {
            String seed = address + day + i;
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    midnight.minus(Duration.ofHours(14L * i)).atOffset(ZoneOffset.UTC));
            items.append("<item><title>")
                    .append(title(seed))
                    .append("</title><link>https://")
                    .append(host)
                    .append("/")
                    .append(day)
                    .append("/")
                    .append(i + 1)
                    .append("</link><pubDate>")
                    .append(date)
                    .append("</pubDate><description>")
                    .append(sentence(seed))
                    .append("</description></item>");
        }
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + host + "</title><link>https://" + host
                + "</link><description>Made up</description>" + items + "</channel></rss>";
    }

    private static String page(String address) {
        return "<!DOCTYPE html><html><head><title>" + title(address) + "</title><meta property=\"og:image\" content=\""
                + address.replaceAll("[?#\"].*", "") + "/image.jpg\"></head><body><article><h1>"
                + title(address) + "</h1>"
                + prose(address).lines().map(line -> "<p>" + line + "</p>").collect(Collectors.joining())
                + "</article></body></html>";
    }

    private static String prose(String seed) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            lines.add(sentence(seed + i) + " " + sentence(seed + i + "b"));
        }
        return String.join("\n", lines);
    }

    private static String json(SourceForm.JsonValues form, String seed) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (form.rows().isPresent()) {
            List<Object> rows = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                rows.add(values(form, seed + i));
            }
            return Json.write(
                    form.rows().get().isEmpty() ? rows : at(root, form.rows().get(), rows));
        }
        return Json.write(values(form, seed));
    }

    private static Map<String, Object> values(SourceForm.JsonValues form, String seed) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (form.pointers().isEmpty()) {
            values.put("title", title(seed));
            values.put("value", number(seed, 1000));
        }
        form.pointers().forEach((name, pointer) -> at(values, pointer, number(seed + name, 1000)));
        return values;
    }

    /** Where a list is meant, an object with the index as its name is found by the same pointer. */
    @SuppressWarnings("unchecked") // only maps that were made here
    private static Map<String, Object> at(Map<String, Object> root, String pointer, Object value) {
        String[] parts = pointer.replaceFirst("^/", "").split("/", -1);
        Map<String, Object> map = root;
        for (int i = 0; i < parts.length - 1; i++) {
            Object next = map.get(name(parts[i]));
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                map.put(name(parts[i]), next);
            }
            map = (Map<String, Object>) next;
        }
        map.put(name(parts[parts.length - 1]), value);
        return root;
    }

    private static String name(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    private static String csv(SourceForm.Csv form, String address) {
        List<String> names = new ArrayList<>(form.header());
        if (names.isEmpty()) {
            names.addAll(List.of("id", "name", "price"));
            form.numbers().stream().filter(name -> !names.contains(name)).forEach(names::add);
        }
        StringBuilder lines = new StringBuilder(form.header().isEmpty() ? String.join(",", names) + "\n" : "");
        for (int i = 0; i < ENTRIES; i++) {
            List<String> fields = new ArrayList<>(List.of(String.valueOf(i + 1)));
            for (int column = 1; column < names.size(); column++) {
                boolean isNumber = form.numbers().contains(names.get(column));
                String seed = address + i + column;
                fields.add(isNumber ? String.valueOf(number(seed, 1000)) : pick(THINGS, seed));
            }
            lines.append(String.join(",", fields)).append("\n");
        }
        return lines.toString();
    }

    private static String title(String seed) {
        return "On " + pick(THINGS, seed) + " and " + pick(THINGS, seed + "b");
    }

    private static String sentence(String seed) {
        return "The matter of " + pick(THINGS, seed + "c") + " " + pick(SAYINGS, seed) + ".";
    }

    private static String pick(List<String> all, String seed) {
        return Objects.requireNonNull(all.get((int) number(seed, all.size())));
    }

    private static long number(String seed, int below) {
        return Long.parseLong(Hash.sha256(seed).substring(0, 8), 16) % below;
    }
}
