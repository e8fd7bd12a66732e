package dev.tickbox.content;

import dev.tickbox.FrontMatterNames;
import dev.tickbox.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shape of what a generation gives back. */
public sealed interface Output {
    /** The JSON schema to ask the vendor for; none where any text will do. */
    Optional<String> schema();

    /** The names that later prompts may use, as in {@code {{steps.outline.title}}}, besides {@code text}. */
    Set<String> fields();

    /** The same with what is known of each, and {@code text}, the whole of it. */
    default Shape.Fields shape() {
        Shape fields = schema().map(json -> Shape.ofSchema(Json.parse(json)))
                .orElseGet(() -> new Shape.Fields(new TreeMap<>(), false));
        return new Shape.Fields(
                        fields instanceof Shape.Fields(var names, boolean _, Shape _) ? names : new TreeMap<>(), false)
                .with("text", new Shape.Plain(Shape.Type.TEXT));
    }

    /** Whether it surely has what an article needs: a title and a body. */
    boolean publishable();

    /** Whether a person can be asked about it: a text, or an article. */
    default boolean readable() {
        return publishable();
    }

    /** What an article of it has in its front matter, besides what every article has. */
    default Set<String> extras() {
        return Set.of();
    }

    /** Those of {@link #extras} that it surely has and that fit into a file name: texts, numbers, true or false. */
    default Set<String> named() {
        return Set.of();
    }

    /** Those of {@link #fields} that it surely has, and that are texts, numbers, true or false. */
    default Set<String> sure() {
        return fields();
    }

    record Text() implements Output {
        @Override
        public boolean readable() {
            return true;
        }

        @Override
        public Optional<String> schema() {
            return Optional.empty();
        }

        @Override
        public Set<String> fields() {
            return Set.of();
        }

        @Override
        public boolean publishable() {
            return false;
        }
    }

    record Article() implements Output {
        static final String SCHEMA = """
                {"type":"object","properties":{\
                "title":{"type":"string","description":"The headline, without any markup"},\
                "slug":{"type":"string","description":"A short name for the address: lower-case words joined by dashes"},\
                "summary":{"type":"string","description":"One or two sentences for lists and search results"},\
                "markdown":{"type":"string","description":"The body in Markdown, without the title"}},\
                "required":["title","slug","summary","markdown"]}""";

        @Override
        public Optional<String> schema() {
            return Optional.of(SCHEMA);
        }

        @Override
        public Set<String> fields() {
            return Set.of("title", "slug", "summary", "markdown");
        }

        @Override
        public boolean publishable() {
            return true;
        }
    }

    /** @param json canonical; an object schema */
    record Schema(String json) implements Output {
        @Override
        public Optional<String> schema() {
            return Optional.of(json);
        }

        @Override
        public Set<String> fields() {
            return Json.parseObject(json).get("properties") instanceof Map<?, ?> properties
                    ? strings(List.copyOf(properties.keySet()))
                    : Set.of();
        }

        /** Title and markdown are promised by the schema, and are strings. */
        @Override
        public boolean publishable() {
            Map<String, Object> schema = Json.parseObject(json);
            return schema.get("required") instanceof List<?> required
                    && required.containsAll(List.of("title", "markdown"))
                    && schema.get("properties") instanceof Map<?, ?> properties
                    && isString(properties.get("title"))
                    && isString(properties.get("markdown"));
        }

        @Override
        public Set<String> extras() {
            Set<String> extras = new TreeSet<>(publishable() ? fields() : Set.of());
            extras.removeAll(FrontMatterNames.OURS);
            extras.remove("markdown");
            return extras;
        }

        @Override
        public Set<String> named() {
            Set<String> named = extras();
            named.retainAll(sure());
            return named;
        }

        @Override
        public Set<String> sure() {
            Map<String, Object> schema = Json.parseObject(json);
            Set<String> sure = new TreeSet<>(fields());
            sure.removeIf(name -> !(schema.get("required") instanceof List<?> required
                    && required.contains(name)
                    && schema.get("properties") instanceof Map<?, ?> properties
                    && properties.get(name) instanceof Map<?, ?> property
                    && Set.of("string", "number", "integer", "boolean").contains(property.get("type"))));
            return sure;
        }

        private static boolean isString(@org.jspecify.annotations.Nullable Object property) {
            return property instanceof Map<?, ?> map && "string".equals(map.get("type"));
        }

        private static Set<String> strings(List<?> names) {
            Set<String> strings = new TreeSet<>();
            names.forEach(name -> strings.add((String) name));
            return strings;
        }
    }
}
