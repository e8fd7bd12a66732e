package dev.tickbox.source.form;

import dev.tickbox.Shortened;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/** The readable text of an HTML page: {@code text title url image}. */
final class PageForm {
    /** What a reader does not read. */
    private static final Evaluator AROUND = QueryParser.parse(
            "script, style, noscript, template, svg, iframe, nav, header, footer, aside, form, button, dialog, [hidden],"
                    + " [aria-hidden=true], [role=navigation]");

    private static final Evaluator MAIN = QueryParser.parse("article, main, [role=main], [itemprop=articleBody]");
    private static final Evaluator NOTHING = new Evaluator.Tag("");
    private static final int ENOUGH = 200;

    private PageForm() {}

    static OneRecord read(Page form, Fetched source) throws NotInForm {
        SourceText text = new SourceText(source);
        Optional<String> media = text.media();
        if (media.filter(type -> !type.contains("html") && !type.contains("xml"))
                .isPresent()) {
            throw new NotInForm("it is " + media.get() + ", not an HTML page");
        }
        Document page = parsed(source);
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("title", meta(page, "og:title").orElse(page.title()));
        record.put("url", SourceLinks.plain(source.address(), "").orElse(source.address()));
        record.put(
                "image",
                meta(page, "og:image")
                        .or(() -> meta(page, "twitter:image"))
                        .flatMap(link -> SourceLinks.plain(link, source.address()))
                        .orElse(null));
        String readable = readable(page);
        if (readable.isEmpty()) {
            throw new NotInForm("the page has no readable text: it may be made by a script in the browser");
        }
        record.put("text", Shortened.start(readable, form.maxChars()));
        return new OneRecord(record);
    }

    private static Document parsed(Fetched source) {
        try {
            // Where the header names no character set, the page itself may.
            return Jsoup.parse(
                    source.stream(), source.charset().map(Charset::name).orElse(null), source.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> meta(Document page, String name) {
        return Stream.of("meta[property=" + name + "]", "meta[name=" + name + "]")
                .map(page::selectFirst)
                .filter(found -> found != null)
                .map(found -> found.attr("content").strip())
                .filter(content -> !content.isEmpty())
                .findFirst();
    }

    /**
     * The longest part that is marked as the page's own, where that is more than a teaser; otherwise the whole. Each element is read once: a
     * part within a part is never longer, and a page may have 900,000 of them in each other. ({@code Element.is} walks up to the root.)
     */
    private static String readable(Document page) {
        List<String> parts = new ArrayList<>();
        NodeTraversor.filter(
                (node, depth) -> {
                    if (!(node instanceof Element element)) {
                        return FilterResult.CONTINUE;
                    }
                    if (AROUND.matches(page, element)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    if (!MAIN.matches(page, element)) {
                        return FilterResult.CONTINUE;
                    }
                    parts.add(text(element, AROUND));
                    return FilterResult.SKIP_ENTIRELY;
                },
                page);
        return parts.stream()
                .max(Comparator.comparingInt(String::length))
                .filter(text -> text.length() >= ENOUGH)
                .orElseGet(() -> text(page.body(), AROUND));
    }

    /** Its words, with a line for each block. */
    static String text(Element element) {
        return text(element, NOTHING);
    }

    /** @param without elements that are left out, with all that is in them */
    private static String text(Element whole, Evaluator without) {
        StringBuilder lines = new StringBuilder();
        NodeTraversor.filter(
                new NodeFilter() {
                    @Override
                    public FilterResult head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            lines.append(words.getWholeText().replaceAll("\\s+", " "));
                        } else if (node instanceof Element element && without.matches(whole, element)) {
                            return FilterResult.SKIP_ENTIRELY;
                        } else {
                            breakAt(node);
                        }
                        return FilterResult.CONTINUE;
                    }

                    @Override
                    public FilterResult tail(Node node, int depth) {
                        breakAt(node);
                        return FilterResult.CONTINUE;
                    }

                    private void breakAt(Node node) {
                        if (node instanceof Element each && (each.isBlock() || each.nameIs("br"))) {
                            lines.append('\n');
                        }
                    }
                },
                whole);
        // In this order each character is looked at a fixed number of times, however many spaces follow each other.
        return lines.toString()
                .replaceAll(" {2,}", " ")
                .replaceAll(" ?\n[ \n]*+", "\n")
                .strip();
    }
}
