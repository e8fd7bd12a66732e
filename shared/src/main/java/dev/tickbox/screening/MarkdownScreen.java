package dev.tickbox.screening;

import dev.tickbox.screening.Screening.Offence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Finds HTML that is more than formatting, and links that are not to a page, in one Markdown text. */
final class MarkdownScreen extends AbstractVisitor {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "doi");

    /** A tag that only formats, without attributes, or the mark where an excerpt ends. */
    static final Pattern HARMLESS = Pattern.compile("(?i)</?("
            + "abbr|b|blockquote|br|caption|cite|code|dd|del|details|dfn|dl|dt|em|figcaption|figure|hr|i|ins|kbd|li|mark"
            + "|ol|p|pre|q|s|samp|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var|wbr"
            + ")(\\s+(open|align=\"?(left|right|center)\"?))?\\s*/?>|<!--\\s*more\\s*-->");

    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?]");
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(?![0-9]).*", Pattern.DOTALL);
    private static final Pattern ACTIVE = Pattern.compile("(?i)(javascript|vbscript|data)\\s*:");

    /** A text that begins with "data:" and goes on like a type is no sentence. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(javascript|vbscript):|data:[a-z]+/");

    /** Browsers leave these out of an address. */
    private static final Pattern LEFT_OUT = Pattern.compile("[\\p{Cntrl}\\s\\p{Cf}]+");

    private final List<Offence> offences = new ArrayList<>();

    /** What every parser shows as code: closed fences, and spans without a space at their ends. */
    private final List<SourceSpan> code = new ArrayList<>();

    private MarkdownScreen() {}

    static MarkdownScreen of(String text) {
        MarkdownScreen screen = new MarkdownScreen();
        try {
            PARSER.parse(text).accept(screen);
        } catch (StackOverflowError e) {
            screen.offences.add(new Offence(where("", 0), "nested too deeply to be judged"));
        }
        return screen;
    }

    List<Offence> offences() {
        return List.copyOf(offences);
    }

    /** The same text with blanks where it only shows code. */
    String withoutCode(String text) {
        StringBuilder rest = new StringBuilder(text);
        for (SourceSpan span : code) {
            int end = Math.min(span.getInputIndex() + span.getLength(), rest.length());
            for (int i = span.getInputIndex(); i < end; i++) {
                rest.setCharAt(i, ' ');
            }
        }
        return rest.toString();
    }

    /** A site's template may put a field into a link or an image as it is. */
    static boolean isActiveAddress(String text) {
        return ADDRESS.matcher(LEFT_OUT.matcher(text).replaceAll("")).lookingAt();
    }

    /** @param line from 0 */
    static String where(String field, int line) {
        return field.isEmpty() ? "line " + (line + 1) : field;
    }

    @Override
    public void visit(FencedCodeBlock block) {
        boolean isShown = block.getClosingFenceLength() != null
                && !Objects.requireNonNullElse(block.getInfo(), "").contains("{");
        if (isShown) {
            code.addAll(block.getSourceSpans());
        }
    }

    @Override
    public void visit(Code span) {
        boolean isShown = span.getSourceSpans().size() == 1
                && !span.getLiteral().isBlank()
                && span.getLiteral().equals(span.getLiteral().strip())
                && span.getSourceSpans().getFirst().getLength()
                        == span.getLiteral().length() + 2;
        if (isShown) {
            code.addAll(span.getSourceSpans());
        }
    }

    @Override
    public void visit(HtmlInline html) {
        judgeHtml(html, html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        judgeHtml(html, html.getLiteral());
    }

    @Override
    public void visit(Link link) {
        judgeAddress(link, link.getDestination());
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        judgeAddress(image, image.getDestination());
        visitChildren(image);
    }

    /** Also one that nothing in this text refers to: another parser may see a reference. */
    @Override
    public void visit(LinkReferenceDefinition definition) {
        judgeAddress(definition, definition.getDestination());
    }

    private void judgeHtml(Node node, String html) {
        String rest = HARMLESS.matcher(html).replaceAll("");
        Matcher tag = TAG.matcher(rest);
        if (tag.find()) {
            offend(node, rest.substring(tag.start()));
        } else if (ACTIVE.matcher(rest).find()) {
            offend(node, rest);
        }
    }

    private void judgeAddress(Node node, String address) {
        Matcher scheme = SCHEME.matcher(LEFT_OUT.matcher(address).replaceAll(""));
        if (scheme.matches() && !SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            offend(node, address);
        }
    }

    private void offend(Node node, String text) {
        int line = node.getSourceSpans().isEmpty()
                ? 0
                : node.getSourceSpans().getFirst().getLineIndex();
        offences.add(new Offence(where("", line), text));
    }
}
