package dev.tickbox.outbox;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a site publishes. The slug is safe in a file name and in a URL.
 *
 * @param fields what else its front matter has, by name: JSON values without null
 */
public record Article(String title, String slug, String summary, String markdown, SortedMap<String, Object> fields) {
    public Article {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public Article(String title, String slug, String summary, String markdown) {
        this(title, slug, summary, markdown, Collections.emptySortedMap());
    }

    public Article withSlug(String changed) {
        return new Article(title, changed, summary, markdown, fields);
    }

    /** With what its site gives to each article. */
    public Article with(Map<String, Object> fixed) {
        SortedMap<String, Object> all = new TreeMap<>(fields);
        all.putAll(fixed);
        return new Article(title, slug, summary, markdown, all);
    }

    /** Without fields it is as it was before there were any, and keeps its hash. */
    public String toJson() {
        var map = new TreeMap<String, Object>();
        map.put("title", title);
        map.put("slug", slug);
        map.put("summary", summary);
        map.put("markdown", markdown);
        if (!fields.isEmpty()) {
            map.put("fields", fields);
        }
        return Json.write(map);
    }

    public static Article fromJson(String json) {
        Map<String, Object> map = Json.parseObject(json);
        SortedMap<String, Object> fields = new TreeMap<>();
        if (map.remove("fields") instanceof Map<?, ?> more) {
            more.forEach((name, value) -> fields.put((String) name, Objects.requireNonNull(value)));
        }
        Fields f = new Fields(map);
        return new Article(f.text("title"), f.text("slug"), f.text("summary"), f.text("markdown"), fields);
    }
}
