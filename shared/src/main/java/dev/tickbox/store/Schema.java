package dev.tickbox.store;

/** The version that every document carries. A process that does not know a document's version leaves it alone and says so. */
public final class Schema {
    public static final long CURRENT = 2;

    /** Reservations of this one have no lane. */
    public static final long BEFORE_LANES = 1;

    private Schema() {}

    /** It was written by a newer Tickbox. */
    public static final class Newer extends RuntimeException {
        Newer(Ref ref, long schema) {
            super(ref + " has schema " + schema + ", newer than this program's " + CURRENT
                    + "; it was left alone. Update Tickbox here.");
        }
    }

    public static Fields begin() {
        return Fields.NONE.with("schema", CURRENT);
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
