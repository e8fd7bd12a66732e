package dev.tickbox.web;

import dev.tickbox.source.PublicAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Where one request may go. The name is resolved once, and the socket judges the very address that it is about to connect to: an answer of
 * the name server that changes in between makes no difference.
 *
 * @param ports that a public host may be reached on
 * @param access to this host, on which addresses and ports
 */
public record Destination(String host, Set<Integer> ports, Access access, Resolver resolver) implements Dns {
    public static final Set<Integer> WEB = PublicAddresses.PORTS;

    /** On which mail servers take mail, with and without TLS from the first byte. */
    public static final Set<Integer> MAIL = Set.of(25, 465, 587, 2465, 2525, 2587);

    public enum Access {
        /** The operator allows it, and the content names it in its address. */
        ANY,
        PUBLIC,
        /** Public only: the operator allows the host, but it was a source that named it here. */
        LISTED_ONLY
    }

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A connection that is not made, because of where it would lead. */
    public static final class NotPublic extends IOException {
        NotPublic(String message) {
            super(message);
        }
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        return Arrays.asList(resolver.resolve(hostname));
    }

    void judge(SocketAddress target) throws NotPublic {
        if (access == Access.ANY) {
            return;
        }
        if (!(target instanceof InetSocketAddress internet) || internet.isUnresolved()) {
            throw new NotPublic(host + " has no Internet address");
        }
        if (!PublicAddresses.contain(internet.getAddress())) {
            throw new NotPublic(host + " has the address "
                    + internet.getAddress().getHostAddress()
                    + ", which is not public; " + mend());
        }
        if (!ports.contains(internet.getPort())) {
            throw new NotPublic("port " + internet.getPort() + " of " + host + " is "
                    + (ports.equals(WEB) ? "neither 80 nor 443" : "no port of a mail server") + "; " + mend());
        }
    }

    private String mend() {
        return access == Access.LISTED_ONLY
                ? "sources: {allow: […]} counts only for an address in which the content itself names the host,"
                        + " not for a redirect and not for a link that a source gave"
                : "to reach it, list the host under sources: {allow: [" + host + "]}";
    }

    public SocketFactory sockets() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public void connect(SocketAddress endpoint, int timeout) throws IOException {
                        judge(endpoint);
                        super.connect(endpoint, timeout);
                    }
                };
            }

            @Override
            public Socket createSocket(String name, int port) {
                throw new UnsupportedOperationException("connected before it could be judged");
            }

            @Override
            public Socket createSocket(String name, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException("connected before it could be judged");
            }

            @Override
            public Socket createSocket(InetAddress address, int port) {
                throw new UnsupportedOperationException("connected before it could be judged");
            }

            @Override
            public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException("connected before it could be judged");
            }
        };
    }
}
