package dev.tickbox.publisher.git;

/** What came of a push. */
sealed interface PushAnswer {
    record Moved() implements PushAnswer {}

    /** Nothing was sent: the branch is not where it was any more. */
    record Changed() implements PushAnswer {}

    record Refused(Rejection rejection) implements PushAnswer {}

    /** The next look tells. */
    record Unknown() implements PushAnswer {}
}
