package dev.tickbox.source.form;

import dev.tickbox.Shortened;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** The readable text of an HTML page: {@code text title url image}. */
final class PageForm {
    /** What a reader does not read. */
    private static final String AROUND =
            "script, style, noscript, template, svg, iframe, nav, header, footer, aside, form, button, dialog, [hidden],"
                    + " [aria-hidden=true], [role=navigation]";

    private static final String MAIN = "article, main, [role=main], [itemprop=articleBody]";
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
        page.select(AROUND).remove();
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
                    new ByteArrayInputStream(source.bytes()),
                    source.charset().map(Charset::name).orElse(null),
                    source.address());
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
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

    /** The longest part that is marked as the page's own, where that is more than a teaser; otherwise the whole. */
    private static String readable(Document page) {
        return page.select(MAIN).stream()
                .map(PageForm::text)
                .max(Comparator.comparingInt(String::length))
                .filter(text -> text.length() >= ENOUGH)
                .orElseGet(() -> text(page.body()));
    }

    /** Its words, with a line for each block. */
    static String text(Element element) {
        StringBuilder lines = new StringBuilder();
        NodeTraversor.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            lines.append(words.getWholeText().replaceAll("\\s+", " "));
                        } else {
                            breakAt(node);
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        breakAt(node);
                    }

                    private void breakAt(Node node) {
                        if (node instanceof Element each && (each.isBlock() || each.nameIs("br"))) {
                            lines.append('\n');
                        }
                    }
                },
                element);
        return lines.toString()
                .replaceAll(" *\n[ \n]*", "\n")
                .replaceAll(" {2,}", " ")
                .strip();
    }
}
