package dev.tickbox.program;

import dev.tickbox.content.Slug;
import dev.tickbox.outbox.Article;
import java.util.HashMap;
import java.util.Map;

/** An article's names in the templates of its site. */
final class ArticleNames {
    private ArticleNames() {}

    /** A field is made fit for a file name, like the slug: a model wrote it. What is a list or a mapping has no name. */
    static Map<String, String> of(Article article) {
        Map<String, String> names = new HashMap<>();
        article.fields().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                names.put("article." + name, Slug.of(value.toString()));
            }
        });
        names.put("article.title", article.title());
        names.put("article.slug", article.slug());
        names.put("article.summary", article.summary());
        return names;
    }

    /** Without what not every file system takes: a colon, a space. */
    static String plain(String name) {
        return name.replace(":", "").replace(' ', '-');
    }
}
