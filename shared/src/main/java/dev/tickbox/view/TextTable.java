package dev.tickbox.view;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell; the last column is not padded. */
public final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<String[]> rows = new ArrayList<>();

    public void row(String... cells) {
        rows.add(cells);
    }

    public List<String> lines(String indent) {
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]);
                if (i < row.length - 1) {
                    line.repeat(' ', width(i) - length(row[i])).append(BETWEEN);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> column < row.length ? length(row[column]) : 0)
                .max()
                .orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
