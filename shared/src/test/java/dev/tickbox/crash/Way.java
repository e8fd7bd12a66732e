package dev.tickbox.crash;

/** What happens to a process at one call of the outside. */
enum Way {
    DIE_BEFORE("die before"),
    DIE_AFTER("die after"),
    /** Stands still before its effect, while others go on until there is nothing to do; then it goes on where it stood. */
    FREEZE_BEFORE("freeze"),
    /** Its effect happens at once, but it sees the answer only when all others are done. */
    FREEZE_AFTER("freeze"),
    /** Sees the answer while its leases still hold, but others have gone on meanwhile. */
    NAP("freeze"),
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
        return this == FREEZE_BEFORE || this == FREEZE_AFTER || this == NAP;
    }

    boolean isLate() {
        return this == LATE_SOON || this == LATE_LAST;
    }

    private boolean dies() {
        return this == DIE_BEFORE || this == DIE_AFTER;
    }

    /** What only reads has no effect that could be late, and standing still before it is standing still after the call before. */
    boolean fits(String call) {
        boolean reads = (call.startsWith("store.") && !call.equals("store.commit")) || call.startsWith("process.");
        boolean looks = call.equals("generator.look") || call.equals("generator.list") || call.equals("source.fetch");
        return switch (this) {
            case DIE_BEFORE, DIE_AFTER, FREEZE_AFTER -> true;
            case FREEZE_BEFORE -> !reads;
            case NAP -> !reads || call.equals("store.get");
            case LATE_SOON -> !reads && !looks;
            // The sender's deadline bounds how late a submission can be: the settling time rests on it.
            case LATE_LAST -> !reads && !looks && !call.equals("generator.submit");
        };
    }

    /** Whether a call leaves anything behind when the process dies after it. */
    static boolean leavesSomething(String call) {
        return LATE_SOON.fits(call) || call.equals("process.start");
    }

    /** Deaths with nothing between them that the outside could have seen are one and the same: they have the same name here. */
    String play(int at, int effectsBefore, String call) {
        int effects = effectsBefore + (this == DIE_AFTER && leavesSomething(call) ? 1 : 0);
        return dies() ? "death after " + effects + " effects" : this + " at " + at;
    }
}
