package dev.tickbox.vendor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The API on a port of its own, one request after another on each connection, with faults by script. */
public final class FakeGemini implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private record Planned(Predicate<Seen> of, WireFault fault) {}

    private final List<Route> routes;
    private final Map<Socket, Thread> open = new ConcurrentHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final int port;
    private volatile ServerSocket listener;
    private volatile Thread acceptor;

    public FakeGemini(int port, Route... routes) {
        this.routes = List.of(routes);
        this.listener = listen(port);
        this.port = listener.getLocalPort();
        this.acceptor = accept(listener);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The next request that would buy something goes wrong so; one fault each, in order. */
    public void next(WireFault... faults) {
        for (WireFault fault : faults) {
            plan(Seen::buys, fault);
        }
    }

    public void plan(Predicate<Seen> of, WireFault fault) {
        synchronized (planned) {
            planned.add(new Planned(of, fault));
        }
    }

    /** Everything that was read, in order. */
    public List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Requests to do something, counted by their first byte on the wire, whatever became of them. */
    public int posts() {
        return posts.get();
    }

    public int connections() {
        return connections.get();
    }

    /** Connections that wait for their next request break; it is waited for, since a thread that reads keeps its own open. */
    public void breakConnections() {
        Map<Socket, Thread> all;
        synchronized (open) {
            all = Map.copyOf(open);
        }
        all.keySet().forEach(FakeGemini::reset);
        all.values().forEach(FakeGemini::end);
    }

    private static void end(Thread thread) {
        try {
            if (thread != Thread.currentThread()) {
                thread.join(ENDS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on connections are refused, and those that are open break. */
    public void down() {
        quietly(listener);
        end(acceptor);
        breakConnections();
    }

    public void up() {
        listener = listen(port);
        acceptor = accept(listener);
    }

    @Override
    public void close() {
        down();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread accept(ServerSocket from) {
        Thread started = thread(() -> {
            while (!from.isClosed()) {
                try {
                    Socket socket = from.accept();
                    int number = connections.incrementAndGet();
                    Thread reader = thread(() -> serve(socket, number));
                    synchronized (open) {
                        open.put(socket, reader);
                        reader.start();
                    }
                } catch (IOException closed) {
                    return;
                }
            }
        });
        started.start();
        return started;
    }

    /** Not virtual: there, closing a socket that is read from takes effect some time later. */
    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().unstarted(work);
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                if (!one(first, in, socket, number)) {
                    reset(socket);
                    return;
                }
            }
        } catch (IOException gone) {
            // The client hung up, or the test did: whatever was read is in the list.
        } finally {
            open.remove(socket);
        }
    }

    private boolean one(int first, InputStream in, Socket socket, int number) throws IOException {
        if (first == 'P') {
            posts.incrementAndGet();
            if (take(fault -> fault instanceof WireFault.ResetUnread, Optional.empty())
                    .isPresent()) {
                return false;
            }
        }
        Seen request = HttpWire.read(first, in, number);
        synchronized (seen) {
            seen.add(request);
        }
        Optional<WireFault> fault = take(each -> true, Optional.of(request));
        return new Conversation(request, routes, in, socket.getOutputStream()).hold(fault);
    }

    /** Only the next fault in the plan is looked at, so that they come in the order of the plan. */
    private Optional<WireFault> take(Predicate<WireFault> kind, Optional<Seen> request) {
        synchronized (planned) {
            Optional<Planned> next = planned.stream()
                    .filter(each -> request.map(each.of()::test).orElse(true))
                    .findFirst()
                    .filter(each -> kind.test(each.fault()));
            next.ifPresent(planned::remove);
            return next.map(Planned::fault);
        }
    }

    /** Not a polite end: the other side sees a reset. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        quietly(socket);
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing is all that was wanted.
        }
    }
}
