package dev.tickbox;

/** What the id of a run says: whether it does the work of a row, and of which run that is a part. */
public final class RunId {
    private static final String SEPARATOR = "+";

    private RunId() {}

    /** Of a row: its run, the step, and what names the row there. No other id has the separator in it. */
    public static String ofRow(String root, String step, String name) {
        return group(root, step) + SEPARATOR + name;
    }

    /** What all rows of a table have in common. */
    public static String group(String root, String step) {
        return root + SEPARATOR + step;
    }

    public static boolean isRow(String run) {
        return run.contains(SEPARATOR);
    }

    /** The table that a row is in. */
    public static String groupOf(String row) {
        return row.substring(0, row.indexOf(SEPARATOR, row.indexOf(SEPARATOR) + 1));
    }

    /** The run itself, or the run whose table it is a row of. */
    public static String rootOf(String run) {
        int end = run.indexOf(SEPARATOR);
        return end < 0 ? run : run.substring(0, end);
    }

    /** The step of the root that works on the table of this row. */
    public static String stepOf(String row) {
        int begin = row.indexOf(SEPARATOR) + SEPARATOR.length();
        return row.substring(begin, row.indexOf(SEPARATOR, begin));
    }
}
