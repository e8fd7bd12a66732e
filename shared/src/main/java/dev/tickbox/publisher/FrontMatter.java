package dev.tickbox.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.FrontMatterNames;
import dev.tickbox.outbox.Delivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** An article file: YAML front matter that static site generators read, then Markdown. The same delivery is the same bytes. */
public final class FrontMatter {
    private static final Pattern FENCED = Pattern.compile(
            "\\A\\uFEFF?---[ \\t]*\\r?\\n(?<yaml>.*?)(?<=\\n)---[ \\t]*(?:\\r?\\n|\\z)", Pattern.DOTALL);
    private static final int MAX_WRITTEN_BYTES = 12 << 20;

    /** Less than {@link YamlSection} reads. */
    private static final int MAX_DEPTH = 16;

    /** What YAML 1.1 reads as true, false or nothing. */
    private static final String NO_TEXT = "(?i)y|n|yes|no|on|off|true|false|null";

    private FrontMatter() {}

    /** Why this article is written nowhere, if so: a longer file might not be known as ours again. */
    public static Optional<String> complaint(Delivery delivery) {
        if (depth(delivery.article().fields()) > MAX_DEPTH) {
            return Optional.of("a field of the article is nested more than " + MAX_DEPTH + " deep");
        }
        int bytes = file(delivery).length;
        return bytes <= MAX_WRITTEN_BYTES
                ? Optional.empty()
                : Optional.of("the article's file would have " + bytes + " bytes, more than the " + MAX_WRITTEN_BYTES
                        + " that are published");
    }

    private static int depth(@Nullable Object value) {
        Collection<?> inside = switch (value) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
        return 1 + inside.stream().mapToInt(FrontMatter::depth).max().orElse(0);
    }

    public static byte[] file(Delivery delivery) {
        var article = delivery.article();
        List<NodeTuple> entries = new ArrayList<>(List.of(
                entry("title", text(article.title())),
                entry("date", plain(Tag.STR, delivery.date().toString())),
                entry("summary", text(article.summary())),
                entry("slug", text(article.slug()))));
        article.fields().forEach((name, value) -> {
            if (!FrontMatterNames.OURS.contains(name)) {
                entries.add(new NodeTuple(key(name), json(value)));
            }
        });
        entries.add(entry(
                "tickbox",
                map(
                        entry("key", text(delivery.fingerprint())),
                        entry("site", text(delivery.site())),
                        entry("run", text(delivery.run())),
                        entry("step", text(delivery.step())),
                        entry("edition", plain(Tag.INT, Integer.toString(delivery.edition()))))));
        String yaml = dump(new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK));
        String markdown = article.markdown();
        String body = "---\n\n" + markdown + (markdown.endsWith("\n") ? "" : "\n");
        return ("---\n" + yaml + contentLine(digest("---\n" + yaml + body)) + body).getBytes(UTF_8);
    }

    /** Recognises our own file, whoever reformatted it since; anything else, however odd, is a stranger's. */
    static Optional<Stamp> stamp(byte[] file) {
        String text = new String(file, UTF_8);
        Matcher fenced = FENCED.matcher(text);
        if (!fenced.find()) {
            return Optional.empty();
        }
        Map<String, String> ours = YamlSection.read(fenced.group("yaml"), "tickbox");
        if (!ours.keySet().containsAll(List.of("key", "site", "run", "step", "edition"))
                || !need(ours, "edition").matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(new Stamp(
                need(ours, "key"),
                need(ours, "site"),
                need(ours, "run"),
                need(ours, "step"),
                Integer.parseInt(need(ours, "edition")),
                ours.containsKey("content") && isDigest(text, need(ours, "content"))));
    }

    private static String need(Map<String, String> section, String name) {
        return Objects.requireNonNull(section.get(name), name);
    }

    private static boolean isDigest(String text, String content) {
        String line = contentLine(content);
        int at = text.indexOf(line);
        return at >= 0
                && digest(text.substring(0, at) + text.substring(at + line.length()))
                        .equals(content);
    }

    /** The last line of the front matter: the digest of the file without this line. */
    private static String contentLine(String digest) {
        return "  content: \"" + digest + "\"\n";
    }

    private static String dump(Node node) {
        StringBuilder out = new StringBuilder();
        new Dump(DumpSettings.builder()
                        .setWidth(Integer.MAX_VALUE)
                        .setSplitLines(false)
                        .build())
                .dumpNode(node, new StreamDataWriter() {
                    @Override
                    public void write(String text) {
                        out.append(text);
                    }

                    @Override
                    public void write(String text, int from, int length) {
                        out.append(text, from, from + length);
                    }
                });
        return out.toString();
    }

    private static MappingNode map(NodeTuple... entries) {
        return new MappingNode(Tag.MAP, List.of(entries), FlowStyle.BLOCK);
    }

    private static NodeTuple entry(String name, Node value) {
        return new NodeTuple(plain(Tag.STR, name), value);
    }

    /** Bare where every YAML reads it as the same text. */
    private static ScalarNode key(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_-]*") && !name.matches(NO_TEXT) ? plain(Tag.STR, name) : text(name);
    }

    private static Node json(@Nullable Object value) {
        return switch (value) {
            case null -> plain(Tag.NULL, "null");
            case String text -> text(text);
            case Boolean flag -> plain(Tag.BOOL, flag.toString());
            case Long number -> plain(Tag.INT, number.toString());
            case List<?> list ->
                new SequenceNode(Tag.SEQ, list.stream().map(FrontMatter::json).toList(), FlowStyle.FLOW);
            case Map<?, ?> map ->
                new MappingNode(
                        Tag.MAP,
                        map.entrySet().stream()
                                .map(entry -> new NodeTuple(key((String) entry.getKey()), json(entry.getValue())))
                                .toList(),
                        FlowStyle.FLOW);
            default -> plain(Tag.FLOAT, value.toString());
        };
    }

    /** Always quoted: site generators read YAML 1.1, where a bare {@code no} or {@code 2026-11-21} is not text. */
    private static ScalarNode text(String value) {
        return new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED);
    }

    private static ScalarNode plain(Tag tag, String value) {
        return new ScalarNode(tag, value, ScalarStyle.PLAIN);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /**
     * What the front matter of an article file says about it.
     *
     * @param untouched no byte was changed since we wrote it
     */
    record Stamp(String key, String site, String run, String step, int edition, boolean untouched) {
        boolean sameItem(Delivery delivery) {
            return site.equals(delivery.site()) && run.equals(delivery.run()) && step.equals(delivery.step());
        }
    }
}
