package dev.tickbox.content.reader;

import dev.tickbox.content.reader.ContentFolder.Problems;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns YAML into nodes that know their lines. Only nodes: no type is ever made from what a file names.
 *
 * @param needs what an empty file lacks
 */
record YamlText(Problems problems, String file, String needs) {
    Optional<Node> compose(String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problems.add(file, 0, "is empty; it needs " + needs);
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            problems.add(
                    file,
                    line,
                    UnquotedYaml.brokenLine(text, line).orElseGet(() -> plain(e.getProblem()) + context(e, line)));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            problems.add(
                    file, line, "the character U+%04X cannot stand in YAML; remove it".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(file, 0, "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String plain(String problem) {
        if (problem.contains("TAB")) {
            return "there is a tab here; YAML is indented with spaces";
        }
        return "is not YAML: " + problem;
    }

    /** "while parsing a block mapping", where that began on another line. */
    private static String context(MarkedYamlEngineException e, int line) {
        int began = e.getContextMark().map(Mark::getLine).orElse(line - 1) + 1;
        return e.getContext() == null || began == line
                ? ""
                : " (" + e.getContext() + " that begins on line " + began + ")";
    }
}
