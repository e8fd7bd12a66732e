package dev.tickbox.simulation;

/** What may be wrong with the vendor or the sites for hours or days. */
enum Sickness {
    /** Every submission ends without a clear answer; some were taken all the same. */
    ERRORS,
    /** 503 with nothing bought. */
    BUSY,
    /** Refused with the wish to be left alone for three days. */
    LONG_REST,
    /** The model that the content names answers 404, and always will. */
    MODEL_GONE,
    LISTING_SILENT,
    /** A minute, and then no answer. */
    LISTING_HANGS,
    /** Minutes, and then what was true when it was asked. */
    LISTING_SLOW,
    /** A listing does not show what is there. */
    LISTING_BLIND,
    /** A minute, and then no answer. */
    LOOKS_HANG,
    /** Every job looks unfinished. */
    JOBS_HANG,
    /** A finished answer does not say what it used. */
    NO_USAGE,
    SITE_REFUSES,
    SITE_DOWN
}
