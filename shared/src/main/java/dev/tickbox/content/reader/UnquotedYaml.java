package dev.tickbox.content.reader;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Recognises what YAML reads as something else than the person meant who left out the quotes. */
final class UnquotedYaml {
    /** After a key, a dash, a bracket or a comma, where YAML begins a mapping. */
    private static final Pattern BRACES = Pattern.compile("(^\\s*|[:\\-,\\[]\\s+|\\[)\\{\\{");

    private UnquotedYaml() {}

    /** {@code {{name}}} as YAML reads it: a mapping whose only key is a mapping. */
    static Optional<String> braces(Node node) {
        return node instanceof MappingNode outer
                        && outer.getFlowStyle() == FlowStyle.FLOW
                        && !outer.getValue().isEmpty()
                        && outer.getValue().getFirst().getKeyNode() instanceof MappingNode inner
                ? Optional.of(
                        inner.getValue().size() == 1
                                        && inner.getValue().getFirst().getKeyNode() instanceof ScalarNode name
                                ? "{{" + name.getValue() + "}}"
                                : "{{…}}")
                : Optional.empty();
    }

    /** Where a line that is no YAML begins a value with braces. */
    static Optional<String> brokenLine(String text, int line) {
        return text.lines()
                .skip(line - 1L)
                .findFirst()
                .filter(found -> BRACES.matcher(found).find())
                .map(
                        found ->
                                "a value that begins with {{ needs quotes, as in \"{{run.date}}\": without them it is a YAML mapping");
    }

    /** An address that a comma without a space ends, in a list in brackets; put together again. */
    static Optional<String> cutAddress(SequenceNode list) {
        List<Node> items = list.getValue();
        for (int i = 0; list.getFlowStyle() == FlowStyle.FLOW && i + 1 < items.size(); i++) {
            if (isAddress(items.get(i))
                    && plain(items.get(i + 1)).isPresent()
                    && !isAddress(items.get(i + 1))
                    && index(items.get(i).getEndMark()) + 1
                            == index(items.get(i + 1).getStartMark())) {
                return Optional.of(plain(items.get(i)).orElseThrow() + ","
                        + plain(items.get(i + 1)).orElseThrow());
            }
        }
        return Optional.empty();
    }

    static boolean isAddress(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().matches("(?i)https?://.*");
    }

    private static Optional<String> plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static int index(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
        return mark.map(org.snakeyaml.engine.v2.exceptions.Mark::getIndex).orElse(0);
    }
}
