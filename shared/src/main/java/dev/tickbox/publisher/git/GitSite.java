package dev.tickbox.publisher.git;

import dev.tickbox.publisher.Address;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * Where and as whom to push.
 *
 * @param secret the name of a secret that holds {@code user:password} or just a token
 */
public record GitSite(
        String remote, String branch, Optional<String> secret, Address address, String authorName, String authorEmail) {
    private static final Set<String> SCHEMES = Set.of("file", "http", "https", "git");

    /** The commits are Tickbox's own, and a file is found under the remote's address. */
    public static GitSite of(String remote, String branch, Optional<String> secret) {
        return new GitSite(remote, branch, secret, Address.under(remote), "Tickbox", "tickbox@localhost");
    }

    String ref() {
        return "refs/heads/" + branch;
    }

    /** The remote, or an error that does not repeat it: what is wrong with it may be a password inside. */
    URIish uri() throws Unusable {
        URIish uri;
        try {
            uri = new URIish(remote);
        } catch (URISyntaxException e) {
            throw new Unusable("the git remote is not an address");
        }
        boolean path = uri.getScheme() == null && uri.getHost() == null;
        if ("ssh".equals(uri.getScheme()) || (uri.getScheme() == null && !path)) {
            throw new Unusable("git over ssh is not supported: use the https address, with a token as secret");
        }
        if (!path && !SCHEMES.contains(uri.getScheme())) {
            throw new Unusable("the git remote must be a path or begin with https://, http://, git:// or file://");
        }
        if (uri.getUser() != null || uri.getPass() != null) {
            throw new Unusable("the git remote holds a user or password: take it out, and name a secret instead");
        }
        if (!Repository.isValidRefName(ref())) {
            throw new Unusable("\"" + branch + "\" cannot be the name of a branch");
        }
        return uri;
    }

    /** Where the repository is, if it is a path. */
    Optional<Path> onThisMachine() throws Unusable {
        URIish uri = uri();
        boolean path = uri.getHost() == null
                && (uri.getScheme() == null || uri.getScheme().equals("file"));
        return path ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
    }

    /** A setting that a person must mend. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String why) {
            super(why);
        }
    }
}
