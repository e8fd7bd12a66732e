package dev.tickbox.view;

/** How the step in which a run failed is named. */
public final class FailedStep {
    private FailedStep() {}

    /** Such as {@code step draft failed}. */
    static String failed(String step) {
        return isNone(step) ? "the program failed between two steps" : "step " + step + " failed";
    }

    /** A cause of a change, in which a failure outside of any step is named as such. */
    public static String readable(String cause) {
        return cause.startsWith("step (") ? cause.replaceFirst("step \\([^)]*\\) failed", failed("(")) : cause;
    }

    static String name(String step) {
        return isNone(step) ? "its last recorded step" : "step " + step;
    }

    /** A failure outside of any step is recorded with a name in parentheses, which no step can have. */
    private static boolean isNone(String step) {
        return step.startsWith("(");
    }
}
