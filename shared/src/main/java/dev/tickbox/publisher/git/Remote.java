package dev.tickbox.publisher.git;

import dev.tickbox.Clock.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * One branch at the remote: its tip with some history, and the one push.
 *
 * @param git the program that serves a remote that is a folder
 */
record Remote(URIish uri, String ref, Optional<Login> login, Deadline deadline, String git) {
    private static final int MAX_CALL_SECONDS = 30;

    /** Commits to fetch at first. JGit cannot fetch more of the past later, so a deeper look needs an empty repository. */
    static final int FIRST_DEPTH = 128;

    static final int EVERYTHING = Integer.MAX_VALUE;

    /**
     * Brings the tip here; empty where the remote is an empty repository. What was fetched before is not fetched again.
     *
     * @param depth how many commits an empty repository of ours gets
     */
    Optional<ObjectId> fetch(Repository repository, int depth) throws IOException, NoSuchBranch {
        try (Transport transport = open(repository)) {
            Ref known = repository.exactRef(LocalClone.TIP);
            if (known == null && depth != EVERYTHING) {
                transport.setDepth(depth);
            }
            try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
                Ref advertised = connection.getRef(ref);
                if (advertised == null || advertised.getObjectId() == null) {
                    Collection<Ref> others = all(transport);
                    if (known != null || !others.isEmpty()) {
                        throw new NoSuchBranch(others);
                    }
                    return Optional.empty();
                }
                ObjectId tip = advertised.getObjectId();
                if (known == null || !tip.equals(known.getObjectId())) {
                    connection.fetch(new UntilDeadline(deadline), List.of(advertised), Set.of());
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

    /**
     * Looks for the branch, and fetches nothing.
     *
     * @param none a repository that need not exist
     * @return false where the remote is an empty repository
     */
    boolean hasBranch(Repository none) throws IOException, NoSuchBranch {
        try (Transport transport = open(none);
                FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
            Ref advertised = connection.getRef(ref);
            if (advertised != null && advertised.getObjectId() != null) {
                return true;
            }
            Collection<Ref> others = all(transport);
            if (!others.isEmpty()) {
                throw new NoSuchBranch(others);
            }
            return false;
        }
    }

    /**
     * Begins a push and ends it without a command, as {@code git push --dry-run} does: the remote says whether we may push, and stays as
     * it is. Its rules and hooks are not asked.
     */
    void beginPush(Repository none) throws IOException {
        refuseIfLate();
        try (Transport transport = open(none)) {
            transport.openPush().close();
        }
    }

    /** The connection for one branch may have listed no other. */
    private static Collection<Ref> all(Transport transport) throws IOException {
        try (FetchConnection connection = transport.openFetch()) {
            return connection.getRefs();
        }
    }

    /** Moves the branch from exactly {@code tip} to {@code commit}, or leaves it alone and says why. */
    PushAnswer push(Repository repository, Optional<ObjectId> tip, ObjectId commit) throws IOException {
        RemoteRefUpdate update = new RemoteRefUpdate(
                repository, "the new commit", commit, ref, false, null, tip.orElse(ObjectId.zeroId()));
        refuseIfLate();
        try (Transport transport = open(repository);
                PushConnection connection = transport.openPush()) {
            if (!isStill(tip, connection)) {
                return new PushAnswer.Changed();
            }
            // The last look at the clock that is ours; what comes later is fenced by the tip we name.
            refuseIfLate();
            try {
                connection.push(new UntilDeadline(deadline), Map.of(ref, update));
            } catch (TransportException e) {
                // After the report only the rest of what hooks say can be lost.
                if (!isReported(update)) {
                    throw e;
                }
            }
            return switch (update.getStatus()) {
                case OK -> {
                    remember(repository, commit);
                    yield new PushAnswer.Moved();
                }
                case REJECTED_OTHER_REASON ->
                    new PushAnswer.Refused(new Rejection(
                            Optional.ofNullable(update.getMessage()).orElse(""),
                            Optional.ofNullable(connection.getMessages()).orElse("")));
                // Some servers report nothing.
                case UP_TO_DATE,
                        REJECTED_NONFASTFORWARD,
                        REJECTED_REMOTE_CHANGED,
                        REJECTED_NODELETE,
                        NON_EXISTING,
                        NOT_ATTEMPTED,
                        AWAITING_REPORT -> new PushAnswer.Unknown();
            };
        }
    }

    /** A branch is made only in a repository that has none, not even a tag: git's server checks the one branch that we name, not that. */
    private boolean isStill(Optional<ObjectId> tip, PushConnection connection) {
        return tip.map(known -> connection.getRef(ref) != null
                        && known.equals(connection.getRef(ref).getObjectId()))
                .orElseGet(() -> connection.getRefs().isEmpty());
    }

    static boolean isReported(RemoteRefUpdate update) {
        return update.getStatus() == RemoteRefUpdate.Status.OK
                || update.getStatus() == RemoteRefUpdate.Status.REJECTED_OTHER_REASON;
    }

    private void refuseIfLate() throws OutOfTime {
        if (deadline.passed()) {
            throw new OutOfTime();
        }
    }

    private static void remember(Repository repository, ObjectId tip) throws IOException {
        RefUpdate update = repository.updateRef(LocalClone.TIP);
        update.setNewObjectId(tip);
        RefUpdate.Result result = update.forceUpdate();
        if (result == RefUpdate.Result.LOCK_FAILURE) {
            throw new IOException("a dead process left a lock on " + LocalClone.TIP);
        }
    }

    private Transport open(Repository repository) throws IOException {
        if (FolderTransport.isFor(uri)) {
            return new FolderTransport(repository, uri, git, deadline);
        }
        // A credential is for exactly this address, so that it must not follow a redirect, not even on the same host.
        repository.getConfig().setString("http", null, "followRedirects", login.isPresent() ? "false" : "initial");
        Transport transport = Transport.open(repository, uri);
        login.ifPresent(transport::setCredentialsProvider);
        if (login.isPresent() && transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(OneAddress.of(uri.toString(), http.getHttpConnectionFactory()));
        }
        long left = Duration.between(deadline.clock().now(), deadline.wall()).toSeconds();
        transport.setTimeout(Math.clamp(left, 1, MAX_CALL_SECONDS));
        return transport;
    }

    /** The time ran out before anything was pushed. */
    static final class OutOfTime extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Stops a transfer that is under way when the deadline passes: an incomplete push changes nothing. */
    private static final class UntilDeadline extends EmptyProgressMonitor {
        private final Deadline deadline;

        UntilDeadline(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public boolean isCancelled() {
            return deadline.passed();
        }
    }

    /** What came of a push. */
    sealed interface PushAnswer {
        record Moved() implements PushAnswer {}

        /** Nothing was sent: the branch is not where it was any more. */
        record Changed() implements PushAnswer {}

        record Refused(Rejection rejection) implements PushAnswer {}

        /** The next look tells. */
        record Unknown() implements PushAnswer {}
    }

    /** The repository has something, or had this branch, and so does not wait for us to begin it. */
    static final class NoSuchBranch extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<String> branches;

        NoSuchBranch(Collection<Ref> there) {
            this.branches = there.stream()
                    .map(Ref::getName)
                    .filter(name -> name.startsWith(Constants.R_HEADS))
                    .map(name -> name.substring(Constants.R_HEADS.length()))
                    .sorted()
                    .toList();
        }

        List<String> branches() {
            return branches;
        }
    }

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
}
