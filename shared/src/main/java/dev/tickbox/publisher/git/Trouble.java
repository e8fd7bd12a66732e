package dev.tickbox.publisher.git;

import dev.tickbox.Shortened;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.RemoteRepositoryException;

/** What an error of the transport means, decided once: a person must act, or it may pass. No secret survives in its words. */
record Trouble(URIName remote, Optional<String> secret, Optional<Login> login) {
    /** The remote as a person knows it, which holds no user info. */
    record URIName(String text) {}

    private static final Pattern NO_ENTRY = Pattern.compile(
            "not authorized|not permitted|CredentialsProvider|authentication not supported|\\b40[13]\\b");
    private static final Pattern NO_SUCH =
            Pattern.compile("(?i)denied|not found|not exported|does not exist|not appear to be a git repository");
    private static final Pattern SERVER_ERROR = Pattern.compile("\\b(408|429|5\\d\\d)\\b");
    private static final Pattern RACE = Pattern.compile(
            "(?i)lock|failed to update|fast.forward|fetch first|stale|incorrect old|already exists|but expected|changed");
    private static final int MAX_WORDS = 400;

    Result result(Throwable error) {
        String words = words(error);
        // Its address says nothing about what happened there, though it may hold a 401.
        String said = words.replace(remote.text(), "");
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

    /** Whether a refused push was only overtaken by another one. */
    static boolean isRace(String remoteWords) {
        return RACE.matcher(remoteWords).find();
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
        String line = safe.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
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
