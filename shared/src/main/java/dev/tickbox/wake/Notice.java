package dev.tickbox.wake;

import dev.tickbox.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A message to the publisher of a site: which of its items are due. */
public record Notice(String site, List<String> items) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /** No sender of ours comes near it. */
    private static final int AT_MOST = 1000;

    public Notice {
        items = List.copyOf(items);
    }

    public String toJson() {
        return Json.write(new TreeMap<>(Map.of("site", site, "items", items)));
    }

    /** @throws IllegalArgumentException if it is none of ours; sent again it would be none again */
    public static Notice parse(String json) {
        Map<String, Object> map = Json.parseObject(json);
        if (!(map.get("site") instanceof String site) || !(map.get("items") instanceof List<?> items)) {
            throw new IllegalArgumentException("a notice has a site and items");
        }
        if (items.size() > AT_MOST) {
            throw new IllegalArgumentException("a notice of " + items.size() + " items");
        }
        return new Notice(site, items.stream().map(Notice::fingerprint).toList());
    }

    private static String fingerprint(Object item) {
        if (item instanceof String text && FINGERPRINT.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException("an item in a notice is not a fingerprint");
    }
}
