package dev.tickbox.content.reader;

import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what a value must be: a bare value, or {@code {atLeast: 7, not: 9}}. */
final class ConditionReader {
    private static final List<String> WORDS = List.of(Comparison.values()).stream()
            .filter(each -> each != Comparison.IS)
            .map(Comparison::word)
            .toList();
    private static final String PLAIN_NUMBER = "-?(?=[0-9.]{1,16}$)[0-9]{1,15}([.][0-9]{1,14})?";
    private static final String LIKE_CODE = "\\s*([<>]=?|[!=]=).*";

    private ConditionReader() {}

    static boolean isNumber(String text) {
        return text.matches(PLAIN_NUMBER);
    }

    static List<Condition> read(YamlValue at, ComparedValue of) {
        List<Condition> conditions = new ArrayList<>();
        if (!at.isMapping()) {
            condition(Comparison.IS, at, of).ifPresent(conditions::add);
            return conditions;
        }
        at.section().ifPresent(section -> {
            if (section.entries().isEmpty()) {
                at.problem(at.path() + " has no condition; known: " + String.join(", ", WORDS));
            }
            section.entries().forEach((word, value) -> {
                Optional<Comparison> comparison = Comparison.of(word).filter(each -> each != Comparison.IS);
                if (comparison.isEmpty()) {
                    String hint = Suggestion.hint(word, WORDS);
                    value.problem("unknown condition " + word
                            + (hint.isEmpty() ? "; known: " + String.join(", ", WORDS) : hint));
                }
                comparison.flatMap(each -> condition(each, value, of)).ifPresent(conditions::add);
            });
        });
        return conditions;
    }

    private static Optional<Condition> condition(Comparison comparison, YamlValue at, ComparedValue of) {
        return at.written().flatMap(text -> {
            if (comparison == Comparison.IS && text.matches(LIKE_CODE)) {
                at.problem(at.path() + " is compared with the text \"" + text
                        + "\"; write a condition, as in {atLeast: 7} or {atMost: 7}");
                return Optional.empty();
            }
            try {
                Condition condition = new Condition(comparison, operand(at, text));
                of.mistake(condition).ifPresent(why -> at.problem(at.path() + ": " + why));
                return Optional.of(condition);
            } catch (IllegalArgumentException e) {
                at.problem(at.path() + " " + e.getMessage() + ", not " + at.kind());
                return Optional.empty();
            }
        });
    }

    /** @throws IllegalArgumentException for a number that is written in another base, has an exponent, or is infinite */
    private static Object operand(YamlValue at, String text) {
        Tag tag = ((ScalarNode) at.node()).getTag();
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
            return text;
        }
        if (!isNumber(text)) {
            throw new IllegalArgumentException("needs a plain number such as 7 or 0.5, of at most 15 digits");
        }
        return text.contains(".") ? (Object) Double.valueOf(text) : Long.valueOf(text);
    }
}
