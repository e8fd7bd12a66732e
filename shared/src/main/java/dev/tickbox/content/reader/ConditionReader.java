package dev.tickbox.content.reader;

import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Test;
import dev.tickbox.content.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what a value must be: a bare value, or {@code {atLeast: 7, not: 9}}. */
final class ConditionReader {
    private static final List<String> WORDS = List.of(Test.values()).stream()
            .filter(test -> test != Test.IS)
            .map(Test::word)
            .toList();
    private static final String LIKE_CODE = "\\s*([<>]=?|[!=]=).*";

    private ConditionReader() {}

    static List<Condition> read(YamlValue at) {
        List<Condition> conditions = new ArrayList<>();
        if (!at.isMapping()) {
            condition(Test.IS, at).ifPresent(conditions::add);
            return conditions;
        }
        at.section().ifPresent(section -> {
            if (section.entries().isEmpty()) {
                at.problem(at.path() + " has no condition; known: " + String.join(", ", WORDS));
            }
            section.entries().forEach((word, value) -> {
                Optional<Test> test = Test.of(word).filter(each -> each != Test.IS);
                if (test.isEmpty()) {
                    String hint = Suggestion.hint(word, WORDS);
                    value.problem("unknown condition " + word
                            + (hint.isEmpty() ? "; known: " + String.join(", ", WORDS) : hint));
                }
                test.flatMap(each -> condition(each, value)).ifPresent(conditions::add);
            });
        });
        return conditions;
    }

    private static Optional<Condition> condition(Test test, YamlValue at) {
        return at.written().flatMap(text -> {
            if (test == Test.IS && text.matches(LIKE_CODE)) {
                at.problem(at.path() + " is compared with the text \"" + text
                        + "\"; write a condition, as in {atLeast: 7}");
                return Optional.empty();
            }
            try {
                return Optional.of(new Condition(test, operand(at, text)));
            } catch (IllegalArgumentException e) {
                at.problem(at.path() + " " + e.getMessage() + ", not " + at.kind());
                return Optional.empty();
            }
        });
    }

    private static Object operand(YamlValue at, String text) {
        Tag tag = ((ScalarNode) at.node()).getTag();
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT)) {
            return new BigDecimal(text).longValueExact();
        }
        return tag.equals(Tag.FLOAT) ? (Object) Double.valueOf(text) : text;
    }
}
