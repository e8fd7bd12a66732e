package dev.tickbox.publisher.git;

import dev.tickbox.Clock.Deadline;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Stops a transfer that is under way when the deadline passes: an incomplete push changes nothing. */
final class UntilDeadline extends EmptyProgressMonitor {
    private final Deadline deadline;

    UntilDeadline(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public boolean isCancelled() {
        return deadline.passed();
    }
}
