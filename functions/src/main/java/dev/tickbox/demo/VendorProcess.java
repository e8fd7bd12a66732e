package dev.tickbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.process.Tether;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The vendor: a web server with an account for each contender. The append-only journal of an account is the count of its purchases. */
final class VendorProcess {
    private final AtomicLong latestMillis = new AtomicLong();
    private final SimulatedVendor vendor;

    private VendorProcess(Path journal, String seed) {
        this.vendor = new SimulatedVendor(Journal.file(journal), clock(), Faults.NONE.seeded(seed));
    }

    static void run(Fields settings, Tether leash) throws IOException {
        Path home = Path.of(settings.text("home"));
        leash.say("READY " + start(home, settings.text("seed"), settings.texts("accounts")));
    }

    /** @return its address */
    static String start(Path home, String seed, List<String> accounts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        for (String account : accounts) {
            var own = new VendorProcess(DemoFolder.journal(home, account), seed);
            server.createContext("/" + account + "/", exchange -> own.serve(exchange));
        }
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            latestMillis.accumulateAndGet(Long.parseLong(path[4]), Math::max);
            byte[] answer = Json.write(answer(path[2], path[3], body).values()).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Fields answer(String what, String name, String body) {
        return switch (what) {
            case "submit" -> VendorWire.write(vendor.submit(Request.fromJson(body), name));
            case "look" -> VendorWire.write(vendor.look(name));
            case "list" -> VendorWire.write(vendor.list());
            case "cancel" -> {
                vendor.cancel(name);
                yield Fields.NONE;
            }
            default -> throw new IllegalArgumentException("the vendor has no " + what);
        };
    }

    /** The latest time that any client has sent. */
    private Clock clock() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.ofEpochMilli(latestMillis.get());
            }

            @Override
            public long nanos() {
                return latestMillis.get() * 1_000_000;
            }
        };
    }
}
