package dev.tickbox.publisher.git;

import dev.tickbox.Shortened;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.lib.Repository;

/** What an error of the transport means, decided once: a person must act, or it may pass. No secret survives in its words. */
record TransportFailure(URIName remote, Optional<String> secret, Optional<Login> login) {
    /** The remote as a person knows it, which holds no user info. */
    record URIName(String text) {}

    private static final Pattern NO_ENTRY = Pattern.compile(
            "not authorized|not permitted|CredentialsProvider|authentication not supported|\\b40[13]\\b");
    private static final Pattern NO_SUCH =
            Pattern.compile("(?i)denied|not found|not exported|does not exist|not appear to be a git repository");
    private static final Pattern REDIRECTED = Pattern.compile("http\\.followRedirects");
    private static final Pattern SERVER_ERROR = Pattern.compile("\\b(408|429|5\\d\\d)\\b");
    private static final Pattern OTHER_OWNER = Pattern.compile("(?i)dubious ownership|safe\\.directory");
    /** Colours and the like, which a terminal would obey. */
    private static final Pattern ESCAPES = Pattern.compile("\\x1B\\[[0-?]*[ -/]*[@-~]");
    /** What is not to be seen, or turns the line around. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\s\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final int MAX_BRANCHES = 8;
    private static final int MAX_NAME = 60;
    private static final int MAX_WORDS = 400;

    Result result(Throwable error) {
        String words = words(error);
        // Its address says nothing about what happened there, though it may hold a 401.
        String said = words.replace(remote.text(), "");
        if (has(error, GitProgram.NotInstalled.class)) {
            return new Refused(
                    "a remote that is a folder needs the git program on this machine, and it cannot be started: "
                            + "install git, or give this site the https:// address of a server (" + words + ")");
        }
        if (OTHER_OWNER.matcher(said).find()) {
            return new Refused(
                    "git does not trust " + remote.text() + ", because another user owns it: run Tickbox as that user, "
                            + "or: git config --global --add safe.directory " + remote.text() + " (" + words + ")");
        }
        if (REDIRECTED.matcher(said).find()) {
            return new Retry("the remote " + remote.text() + " redirects to another address, and the secret "
                    + secret.orElse("of the site") + " is not sent there: give the new address as remote (" + words
                    + ")");
        }
        if (NO_ENTRY.matcher(said).find()) {
            return new Refused(secret.map(name -> "the remote " + remote.text() + " does not accept the secret " + name)
                            .orElse("the remote " + remote.text()
                                    + " asks for credentials: name a secret for this site")
                    + " (" + words + ")");
        }
        boolean gone = has(error, NoRemoteRepositoryException.class) && !has(error, EOFException.class);
        if (gone
                || (has(error, RemoteRepositoryException.class)
                        && NO_SUCH.matcher(said).find())) {
            return new Refused("there is no repository at " + remote.text()
                    + secret.map(name -> " that the secret " + name + " may see")
                            .orElse("") + " (" + words + ")");
        }
        if (has(error, NotSupportedException.class)) {
            return new Refused("cannot use the remote " + remote.text() + " (" + words + ")");
        }
        return new Retry("no answer from " + remote.text() + " (" + words + ")");
    }

    /** The network or the server failed, which says nothing about our cache. */
    boolean isOutage(Throwable error) {
        return has(error, SocketException.class)
                || has(error, UnknownHostException.class)
                || has(error, InterruptedIOException.class)
                || has(error, EOFException.class)
                || SERVER_ERROR.matcher(words(error)).find();
    }

    /** A new branch would hold this one file and none of the site. */
    Refused noBranch(String ref, List<String> branches, Delivery delivery) {
        return new Refused(noBranch(ref, branches) + ", then: tickbox retry " + delivery.fingerprint());
    }

    /** The branch that is missing, those that are there, and what to do. */
    String noBranch(String ref, List<String> branches) {
        String branch = Repository.shortenRefName(ref);
        List<String> shown = branches.stream()
                .limit(MAX_BRANCHES)
                .map(name -> Shortened.words(clean(name), MAX_NAME))
                .toList();
        int more = branches.size() - shown.size();
        String there = branches.isEmpty()
                ? "it has none now, but it is not a new repository"
                : "there are: " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
        return "there is no branch " + branch + " at " + remote.text() + " (" + there
                + "): correct branch in tickbox.yaml or push that branch yourself";
    }

    Refused hidden() {
        return new Refused(remote.text()
                + " shows branches to a push that it hides from a fetch: correct its uploadpack.hideRefs");
    }

    Refused refusedPush(String remoteWords) {
        return new Refused(remote.text() + " refused the push: " + clean(remoteWords));
    }

    String words(Throwable error) {
        StringBuilder words = new StringBuilder();
        for (Throwable e = error; e != null; e = e.getCause()) {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            if (words.indexOf(message) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(message);
            }
        }
        return clean(words.toString());
    }

    private String clean(String words) {
        String safe = login.map(known -> known.without(words)).orElse(words);
        String line = UNSEEN.matcher(ESCAPES.matcher(safe).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return Shortened.words(line, MAX_WORDS);
    }

    private static boolean has(Throwable error, Class<? extends Throwable> kind) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (kind.isInstance(e)) {
                return true;
            }
        }
        return false;
    }
}
