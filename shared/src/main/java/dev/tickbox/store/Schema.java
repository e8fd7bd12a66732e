package dev.tickbox.store;

import dev.tickbox.Fields;

/** The version that every document carries; {@link #CURRENT} is the newest that this program knows. A process that does not know a document's version leaves it alone and says so. */
public final class Schema {
    public static final long CURRENT = 5;

    /** What most documents carry: an older program may work on them, too. */
    private static final long COMMON = 2;

    /** Runs whose content was changed: an older program would buy for them again what is kept. */
    public static final long CHANGED_CONTENT = 3;

    /** Runs that a gate ended: an older program does not know this state. */
    public static final long LEFT_OUT = 4;

    /** Reservations that the cap of a run holds back: an older program does not know this reason. */
    public static final long RUN_CAP = 5;

    /** Runs that began with what another run had: an older program would buy that again. */
    public static final long TAKEN_OVER = 5;

    /** Approvals, the rows of their steps, runs that wait for them, and steps that fetch: an older program would take the step for another, or leave the question open when its run ends. */
    public static final long APPROVAL = 5;

    private Schema() {}

    /** It was written by a newer Tickbox. */
    public static final class Newer extends RuntimeException {
        Newer(Ref ref, long schema) {
            super(ref + " has schema " + schema + ", newer than this program's " + CURRENT
                    + "; it was not changed. Update Tickbox on this machine.");
        }
    }

    public static Fields begin() {
        return Fields.NONE.with("schema", COMMON);
    }

    /** The document's fields, if this program may read them. */
    public static Fields read(Document document) {
        long schema = document.fields().number("schema", CURRENT);
        if (schema > CURRENT) {
            throw new Newer(document.ref(), schema);
        }
        return document.fields();
    }
}
