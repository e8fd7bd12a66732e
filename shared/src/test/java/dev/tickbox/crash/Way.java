package dev.tickbox.crash;

/** What happens to a process at one call of the outside. */
enum Way {
    DIE_BEFORE("die before"),
    DIE_AFTER("die after"),
    /** Stands still before its effect, while others go on until there is nothing to do; then it goes on where it stood. */
    FREEZE_BEFORE("freeze"),
    /** Its effect happens at once, but it sees the answer only when all others are done. */
    FREEZE_AFTER("freeze"),
    /** It is dead, and its effect happens a little later: as late as a call that was sent in time can take. */
    LATE_SOON("late"),
    /** It is dead, and its effect happens when all others are done. */
    LATE_LAST("late");

    private final String column;

    Way(String column) {
        this.column = column;
    }

    /** The way's name in the table: a reader wants four. */
    String column() {
        return column;
    }

    boolean freezes() {
        return this == FREEZE_BEFORE || this == FREEZE_AFTER;
    }

    boolean isLate() {
        return this == LATE_SOON || this == LATE_LAST;
    }

    boolean fits(String call) {
        boolean reads = call.equals("store.get")
                || call.equals("store.query")
                || call.equals("store.sum")
                || call.equals("generator.look")
                || call.equals("generator.find")
                || call.startsWith("process.");
        return switch (this) {
            case DIE_BEFORE, DIE_AFTER, FREEZE_BEFORE, FREEZE_AFTER -> true;
            // What only reads has no effect that could be late.
            case LATE_SOON -> !reads;
            // The sender's deadline bounds how late a submission can be: the settling time rests on it.
            case LATE_LAST -> !reads && !call.equals("generator.submit");
        };
    }
}
