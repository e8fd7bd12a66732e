package dev.tickbox.publisher.git;

import dev.tickbox.Clock.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** One branch at the remote: its tip with some history, and the one push. */
record Remote(URIish uri, String ref, Optional<Login> login, Deadline deadline) {
    private static final int MAX_CALL_SECONDS = 30;

    /** Commits to fetch at first. JGit cannot fetch more of the past later, so a deeper look needs an empty repository. */
    static final int FIRST_DEPTH = 128;

    static final int EVERYTHING = Integer.MAX_VALUE;

    /**
     * Brings the tip here; empty where the branch does not exist. What was fetched before is not fetched again.
     *
     * @param depth how many commits an empty repository gets
     */
    Optional<ObjectId> fetch(Repository repository, int depth) throws IOException {
        try (Transport transport = open(repository)) {
            Ref known = repository.exactRef(Slot.TIP);
            if (known == null && depth != EVERYTHING) {
                transport.setDepth(depth);
            }
            try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
                Ref advertised = connection.getRef(ref);
                if (advertised == null || advertised.getObjectId() == null) {
                    return Optional.empty();
                }
                ObjectId tip = advertised.getObjectId();
                if (known == null || !tip.equals(known.getObjectId())) {
                    connection.fetch(new Until(deadline), List.of(advertised), Set.of());
                    if (deadline.passed()) {
                        // A fetch that was cancelled for this reason ends without a word, and without the objects.
                        throw new OutOfTime();
                    }
                    remember(repository, tip);
                }
                return Optional.of(tip);
            }
        }
    }

    /** Moves the branch from exactly {@code tip} to {@code commit}, or leaves it alone and says why. */
    Answer push(Repository repository, Optional<ObjectId> tip, ObjectId commit) throws IOException {
        RemoteRefUpdate update = new RemoteRefUpdate(
                repository, "the new commit", commit, ref, false, null, tip.orElse(ObjectId.zeroId()));
        try (Transport transport = open(repository)) {
            // The last look at the clock that is ours; what comes later is fenced by the tip we name.
            if (deadline.passed()) {
                throw new OutOfTime();
            }
            PushResult result = transport.push(new Until(deadline), List.of(update));
            String words = String.join(
                    " ",
                    Optional.ofNullable(update.getMessage()).orElse(""),
                    Optional.ofNullable(result.getMessages()).orElse(""));
            if (update.getStatus() == RemoteRefUpdate.Status.OK) {
                remember(repository, commit);
            }
            return new Answer(update.getStatus(), words.strip());
        }
    }

    private static void remember(Repository repository, ObjectId tip) throws IOException {
        RefUpdate update = repository.updateRef(Slot.TIP);
        update.setNewObjectId(tip);
        RefUpdate.Result result = update.forceUpdate();
        if (result == RefUpdate.Result.LOCK_FAILURE) {
            throw new IOException("a dead process left a lock on " + Slot.TIP);
        }
    }

    /**
     * @param words the remote's own, shown to a person
     */
    record Answer(RemoteRefUpdate.Status status, String words) {}

    private Transport open(Repository repository) throws IOException {
        Transport transport = Transport.open(repository, uri);
        login.ifPresent(transport::setCredentialsProvider);
        long left = Duration.between(deadline.clock().now(), deadline.wall()).toSeconds();
        transport.setTimeout(Math.clamp(left, 1, MAX_CALL_SECONDS));
        return transport;
    }

    /** The time ran out before anything was pushed. */
    static final class OutOfTime extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Stops a transfer that is under way when the deadline passes: an incomplete push changes nothing. */
    private static final class Until extends EmptyProgressMonitor {
        private final Deadline deadline;

        Until(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public boolean isCancelled() {
            return deadline.passed();
        }
    }
}
