package dev.tickbox.program;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.Slug;
import dev.tickbox.content.Templates;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Steps.Stop.StepFailed;
import java.util.HashMap;
import java.util.Map;

/** What the content says of a site's articles: their fixed fields, and the file in which each of them is. */
public final class SiteArticles {
    private SiteArticles() {}

    /** With what the site says of all its articles. */
    public static Article completed(Definition definition, String site, Article article) {
        return definition
                .site(site)
                .map(found -> article.with(found.frontMatter()))
                .orElse(article);
    }

    /** Where the site puts an article: the template of its content as the run knows it. */
    public static String file(Definition definition, Steps.Facts facts, String site, Article article) {
        Site found =
                definition.site(site).orElseThrow(() -> new StepFailed("publish", "the content has no site " + site));
        Map<String, Object> names = new HashMap<>(names(article));
        definition.job(facts.job()).ifPresent(job -> names.putAll(ContentValues.vars(job)));
        boolean plain = found.find(Site.PLAIN_NAMES).isPresent();
        ContentValues.facts(facts, site).forEach((name, value) -> names.put(name, plain ? plain(value) : value));
        return Templates.render(found.setting("file"), names);
    }

    /** A field is made fit for a file name, like the slug: a model wrote it. What is a list or a mapping has no name. */
    private static Map<String, String> names(Article article) {
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
    private static String plain(String name) {
        return name.replace(":", "").replace(' ', '-');
    }
}
