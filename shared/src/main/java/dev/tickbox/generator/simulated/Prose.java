package dev.tickbox.generator.simulated;

import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.generator.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes text that has the shape that was asked for: the same words for the same seed. A link or a url is one of the addresses in the prompt,
 * so that what this vendor chooses exists.
 */
final class Prose {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"')\\]]*[^\\s<>\"')\\].,;:]");

    private static final List<String> WORDS = List.of(
            "moss", "lantern", "harbour", "quiet", "copper", "garden", "winter", "bread", "river", "paper", "slow",
            "bright", "orchard", "kettle", "north", "window", "salt", "morning", "thread", "cedar", "song", "gravel",
            "honey", "map");

    private final Random random;
    private int chosen;

    Prose(String seed) {
        this.random = new Random(Long.parseUnsignedLong(Hash.sha256(seed).substring(0, 16), 16));
    }

    String text(Request request) {
        List<String> addresses = ADDRESS.matcher(request.prompt())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        return request.schema()
                .map(schema -> Json.write(value(new Fields(Json.parseObject(schema)), "text", addresses)))
                .orElseGet(() -> paragraphs(2));
    }

    private Object value(Fields schema, String name, List<String> addresses) {
        return switch (schema.findText("type").orElse("string")) {
            case "object" -> {
                Map<String, Object> object = new LinkedHashMap<>();
                Fields properties = schema.find("properties").isPresent() ? schema.map("properties") : Fields.NONE;
                properties
                        .values()
                        .keySet()
                        .forEach(each -> object.put(each, value(properties.map(each), each, addresses)));
                yield object;
            }
            case "array" -> {
                List<Object> list = new ArrayList<>();
                Fields items = schema.find("items").isPresent() ? schema.map("items") : Fields.NONE;
                for (int i = 0; i < 3; i++) {
                    list.add(value(items, name, addresses));
                }
                yield list;
            }
            case "integer" -> integer(schema);
            case "number" -> random.nextInt(1000) / 8.0;
            case "boolean" -> random.nextBoolean();
            default ->
                List.of("link", "links", "url", "urls").contains(name) && !addresses.isEmpty()
                        ? Objects.requireNonNull(addresses.get(chosen++ % addresses.size()))
                        : string(schema, name);
        };
    }

    private long integer(Fields schema) {
        long least = bound(schema, "minimum", 0);
        long span = Math.clamp(bound(schema, "maximum", least + 99) - least, 0, 99);
        return least + random.nextInt((int) span + 1);
    }

    private static long bound(Fields schema, String name, long otherwise) {
        return schema.find(name).orElse(otherwise) instanceof Long given ? given : otherwise;
    }

    private String string(Fields schema, String name) {
        List<String> allowed = schema.texts("enum");
        if (!allowed.isEmpty()) {
            return allowed.get(random.nextInt(allowed.size()));
        }
        return switch (name) {
            case "title", "headline" -> title();
            case "slug" -> title().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
            case "markdown", "body" -> "## " + title() + "\n\n" + paragraphs(3);
            default -> sentence();
        };
    }

    private String title() {
        return capital(word()) + " and " + word() + " " + word();
    }

    private String sentence() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 8 + random.nextInt(8); i++) {
            words.add(word());
        }
        return capital(String.join(" ", words)) + ".";
    }

    private String paragraphs(int count) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> sentences = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                sentences.add(sentence());
            }
            paragraphs.add(String.join(" ", sentences));
        }
        return String.join("\n\n", paragraphs);
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
