package dev.tickbox.content;

import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.SourceForm.Feed;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.SourceForm.Plain;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What to fetch, and how to read it.
 *
 * @param addresses in a step of a content file each is a template; empty exactly where there is a file
 * @param skip whether to go on without an address that fails; otherwise the run fails with it
 * @param where which rows are taken: each named column satisfies its conditions
 * @param allowed hosts that may have any address and port
 * @param given those of the addresses whose host is a value of an earlier step, and not written in the content
 */
public record FetchRequest(
        List<String> addresses,
        Optional<InlinedFile> file,
        SourceForm form,
        boolean skip,
        SortedMap<String, List<Condition>> where,
        Optional<SourceSecret> secret,
        Set<String> allowed,
        Set<String> given) {
    public static final int ADDRESSES_AT_MOST = 200;

    /**
     * A file of the content folder, kept beside the definition.
     *
     * @param columns that it has
     */
    public record InlinedFile(String name, String text, List<String> columns) {
        public InlinedFile {
            columns = List.copyOf(columns);
        }
    }

    public FetchRequest(
            List<String> addresses,
            Optional<InlinedFile> file,
            SourceForm form,
            boolean skip,
            SortedMap<String, List<Condition>> where,
            Optional<SourceSecret> secret,
            Set<String> allowed) {
        this(addresses, file, form, skip, where, secret, allowed, Set.of());
    }

    public FetchRequest {
        given = Set.copyOf(given);
        addresses = List.copyOf(addresses);
        where = Collections.unmodifiableSortedMap(new TreeMap<>(where));
        allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
        if (addresses.isEmpty() == file.isEmpty()) {
            throw new IllegalArgumentException("a fetch needs addresses or a file, and not both");
        }
    }

    public static FetchRequest of(SourceForm form, String... addresses) {
        return new FetchRequest(
                Arrays.asList(addresses),
                Optional.empty(),
                form,
                /* skip= */ false,
                Collections.emptySortedMap(),
                Optional.empty(),
                Set.of());
    }

    public static FetchRequest feed(String... addresses) {
        return of(new Feed(), addresses);
    }

    public static FetchRequest page(String address) {
        return of(new Page(SourceForm.DEFAULT_MAX_CHARS), address);
    }

    /** @param pointers JSON pointers by the names of the values */
    public static FetchRequest json(String address, Map<String, String> pointers) {
        return of(new JsonValues(Optional.empty(), new TreeMap<>(pointers)), address);
    }

    public static FetchRequest csv(String address) {
        return of(new Csv(List.of()), address);
    }

    /** @param numbers the columns whose values are numbers; those of all others are texts */
    public static FetchRequest csv(String address, Set<String> numbers) {
        return of(new Csv(List.of(), numbers), address);
    }

    public FetchRequest skipping() {
        return new FetchRequest(addresses, file, form, /* skip= */ true, where, secret, allowed, given);
    }

    public FetchRequest where(String column, Condition... conditions) {
        SortedMap<String, List<Condition>> more = new TreeMap<>(where);
        more.put(column, List.of(conditions));
        return new FetchRequest(addresses, file, form, skip, more, secret, allowed, given);
    }

    public FetchRequest with(SourceSecret credential) {
        return new FetchRequest(addresses, file, form, skip, where, Optional.of(credential), allowed, given);
    }

    public FetchRequest allowing(String... hosts) {
        return new FetchRequest(addresses, file, form, skip, where, secret, Set.of(hosts), given);
    }

    /** The same of these addresses. */
    public FetchRequest at(List<String> others) {
        return file.isPresent() ? this : new FetchRequest(others, file, form, skip, where, secret, allowed, given);
    }

    /** With its templates rendered. */
    public FetchRequest rendered(UnaryOperator<String> render) {
        List<String> made = addresses.stream().map(render).map(String::strip).toList();
        Set<String> others = new TreeSet<>(made);
        for (int i = 0; i < made.size(); i++) {
            if (ContentRules.namesItsHost(addresses.get(i))) {
                others.remove(made.get(i));
            }
        }
        return file.isPresent() ? this : new FetchRequest(made, file, form, skip, where, secret, allowed, others);
    }

    /** As a definition stores it. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        file.ifPresentOrElse(
                each -> {
                    map.put("file", each.name());
                    map.put("text", each.text());
                    map.put("has", each.columns());
                },
                () -> map.put("fetch", addresses));
        map.put("as", form.word());
        switch (form) {
            case Feed feed -> {}
            case Page page -> map.put("maxChars", (long) page.maxChars());
            case Plain plain -> map.put("maxChars", (long) plain.maxChars());
            case JsonValues json -> {
                json.rows().ifPresent(pointer -> map.put("rows", pointer));
                map.put("columns", json.pointers());
            }
            case Csv csv -> {
                map.put("header", csv.header());
                if (!csv.numbers().isEmpty()) {
                    map.put("numbers", List.copyOf(csv.numbers()));
                }
            }
        }
        if (skip) {
            map.put("skip", true);
        }
        if (!where.isEmpty()) {
            Map<String, Object> conditions = new TreeMap<>();
            where.forEach((column, each) -> conditions.put(column, Condition.toJson(each)));
            map.put("where", conditions);
        }
        secret.ifPresent(each -> map.put(
                "secret",
                Map.of(
                        "name",
                        each.secret(),
                        "place",
                        each.place().name().toLowerCase(Locale.ROOT),
                        "as",
                        each.name())));
        if (!allowed.isEmpty()) {
            map.put("allowed", List.copyOf(allowed));
        }
        return map;
    }

    static boolean isIn(StoredObject step) {
        return step.map().containsKey("as");
    }

    static FetchRequest read(StoredObject step) {
        SortedMap<String, List<Condition>> where = new TreeMap<>();
        step.findChild("where")
                .ifPresent(stored ->
                        stored.map().forEach((column, json) -> where.put((String) column, Condition.fromJson(json))));
        return new FetchRequest(
                step.textList("fetch"),
                step.find("file").map(name -> new InlinedFile(name, step.text("text"), step.textList("has"))),
                form(step),
                step.flag("skip", false),
                where,
                step.findChild("secret")
                        .map(stored -> new SourceSecret(
                                stored.text("name"),
                                Place.valueOf(stored.text("place").toUpperCase(Locale.ROOT)),
                                stored.text("as"))),
                Set.copyOf(step.textList("allowed")));
    }

    private static SourceForm form(StoredObject step) {
        return switch (step.text("as")) {
            case "feed" -> new Feed();
            case "page" -> new Page(step.integer("maxChars"));
            case "text" -> new Plain(step.integer("maxChars"));
            case "json" ->
                new JsonValues(
                        step.find("rows"), new TreeMap<>(step.child("columns").texts()));
            case "csv" -> new Csv(step.textList("header"), Set.copyOf(step.textList("numbers")));
            default -> throw new IllegalArgumentException("unknown form " + step.text("as"));
        };
    }
}
