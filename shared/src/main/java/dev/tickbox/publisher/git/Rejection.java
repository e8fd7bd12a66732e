package dev.tickbox.publisher.git;

import java.util.regex.Pattern;

/**
 * A push that the remote did not take.
 *
 * @param reason its word for the branch
 * @param messages whatever else it and its hooks said, which may be about anything
 */
record Rejection(String reason, String messages) {
    enum Meaning {
        /** Somebody else's push came first. */
        OVERTAKEN,
        /** Either of the others. */
        UNCLEAR,
        /** A rule: the same push is refused again. */
        REFUSED
    }

    /** As git, JGit, and the services say that the branch is not where it was any more. */
    private static final String MOVED = "is at [0-9a-f]{40,64} but expected [0-9a-f]{40,64}"
            + "|incorrect old value provided|reference already exists|reference does not point to expected object"
            + "|remote ref updated since checkout|already been updated by another client";

    private static final Pattern OVERTAKEN = Pattern.compile(
            "(?i)(" + MOVED + "|non-fast[ -]forward|fetch first|stale info|failed to lock)\\b.*|cannot lock ref .*("
                    + MOVED + ").*",
            Pattern.DOTALL);

    /** Git's own words for any failure at all in writing the branch. Why is in the messages, if anywhere. */
    private static final Pattern NOT_WRITTEN = Pattern.compile(
            "(?i)(failed to update( ref)?|cannot lock ref|unable to create .*\\.lock)\\b.*", Pattern.DOTALL);

    private static final Pattern MOVED_IN_MESSAGES =
            Pattern.compile("(?i)cannot lock ref [^\\n]*(" + MOVED + ")", Pattern.DOTALL);

    Meaning meaning() {
        if (OVERTAKEN.matcher(reason.strip()).matches()) {
            return Meaning.OVERTAKEN;
        }
        if (reason.isBlank() || NOT_WRITTEN.matcher(reason.strip()).matches()) {
            return MOVED_IN_MESSAGES.matcher(messages).find() ? Meaning.OVERTAKEN : Meaning.UNCLEAR;
        }
        return Meaning.REFUSED;
    }

    String words() {
        return (reason + " " + messages).strip();
    }
}
