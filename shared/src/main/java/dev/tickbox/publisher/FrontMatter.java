package dev.tickbox.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.outbox.Delivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** An article file: YAML front matter that static site generators read, then Markdown. The same delivery is the same bytes. */
public final class FrontMatter {
    private static final Pattern FENCED = Pattern.compile(
            "\\A\\uFEFF?---[ \\t]*\\r?\\n(?<yaml>.*?)(?<=\\n)---[ \\t]*(?:\\r?\\n|\\z)", Pattern.DOTALL);
    private static final int MAX_YAML_CHARS = 64 << 10;

    private FrontMatter() {}

    public static byte[] file(Delivery delivery) {
        var article = delivery.article();
        String yaml = dump(map(
                entry("title", text(article.title())),
                entry("date", plain(Tag.STR, delivery.date().toString())),
                entry("summary", text(article.summary())),
                entry("slug", text(article.slug())),
                entry(
                        "tickbox",
                        map(
                                entry("key", text(delivery.fingerprint())),
                                entry("site", text(delivery.site())),
                                entry("run", text(delivery.run())),
                                entry("step", text(delivery.step())),
                                entry("edition", plain(Tag.INT, Integer.toString(delivery.edition())))))));
        String markdown = article.markdown();
        String body = "---\n\n" + markdown + (markdown.endsWith("\n") ? "" : "\n");
        return ("---\n" + yaml + contentLine(digest("---\n" + yaml + body)) + body).getBytes(UTF_8);
    }

    /** Recognises our own file, whoever reformatted it since; anything else, however odd, is a stranger's. */
    static Optional<Stamp> stamp(byte[] file) {
        String text = new String(file, UTF_8);
        Matcher fenced = FENCED.matcher(text.length() > MAX_YAML_CHARS ? text.substring(0, MAX_YAML_CHARS) : text);
        if (!fenced.find()
                || !(load(fenced.group("yaml")) instanceof Map<?, ?> all)
                || !(all.get("tickbox") instanceof Map<?, ?> ours)) {
            return Optional.empty();
        }
        if (ours.get("key") instanceof String key
                && ours.get("site") instanceof String site
                && ours.get("run") instanceof String run
                && ours.get("step") instanceof String step
                && ours.get("edition") instanceof String edition
                && edition.matches("[0-9]{1,9}")) {
            boolean untouched = ours.get("content") instanceof String content && isDigest(text, content);
            return Optional.of(new Stamp(key, site, run, step, Integer.parseInt(edition), untouched));
        }
        return Optional.empty();
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

    private static @Nullable Object load(String yaml) {
        try {
            // Failsafe: every scalar stays the text that it is, so a key of digits is not a number.
            return new Load(LoadSettings.builder()
                            .setSchema(new FailsafeSchema())
                            .setCodePointLimit(MAX_YAML_CHARS)
                            .setMaxAliasesForCollections(8)
                            .build())
                    .loadFromString(yaml);
        } catch (RuntimeException | StackOverflowError notOurs) {
            // We never write such a thing: broken, or tagged (a NullPointerException in there), or nested without end.
            return null;
        }
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
}
