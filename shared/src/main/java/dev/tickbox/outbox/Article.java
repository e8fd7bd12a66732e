package dev.tickbox.outbox;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.util.TreeMap;

/** What a site publishes. The slug is safe in a file name and in a URL. */
public record Article(String title, String slug, String summary, String markdown) {
    public String toJson() {
        var map = new TreeMap<String, Object>();
        map.put("title", title);
        map.put("slug", slug);
        map.put("summary", summary);
        map.put("markdown", markdown);
        return Json.write(map);
    }

    public static Article fromJson(String json) {
        Fields f = new Fields(Json.parseObject(json));
        return new Article(f.text("title"), f.text("slug"), f.text("summary"), f.text("markdown"));
    }
}
