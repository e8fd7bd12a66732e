package dev.tickbox.publisher.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Connects to one remote and to nothing else. A remote that is a plain file server may name other hosts in its alternates, and JGit would
 * send them the credential that the remote asked for.
 *
 * @param base the remote, with a slash at its end
 */
record OneAddress(String base, HttpConnectionFactory connections) implements HttpConnectionFactory {
    static OneAddress of(String remote, HttpConnectionFactory connections) {
        return new OneAddress(remote.endsWith("/") ? remote : remote + "/", connections);
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        check(url);
        return connections.create(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        check(url);
        return connections.create(url, proxy);
    }

    private void check(URL url) throws IOException {
        String address = url.toString();
        if (!address.startsWith(base) || address.contains("/../")) {
            throw new IOException(
                    "the remote names another address on " + url.getHost() + ", and its credential is not sent there");
        }
    }
}
