package dev.tickbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The client of the vendor process. Each call carries the simulated time. */
record RemoteVendor(String address, Clock clock) implements VendorPort {
    private static final int TIMEOUT_MILLIS = 20_000;

    @Override
    public Submission submit(Request request, String label) {
        return VendorWire.submission(call("submit", label, Json.write(request.toMap())));
    }

    @Override
    public Look look(String handle) {
        return VendorWire.look(call("look", handle, ""));
    }

    @Override
    public Listing list() {
        return VendorWire.listing(call("list", "all", ""));
    }

    @Override
    public void cancel(String handle) {
        call("cancel", handle, "");
    }

    private Fields call(String what, String name, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        try {
            var uri = URI.create(
                    address + "/" + what + "/" + name + "/" + clock.now().toEpochMilli());
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setDoOutput(true);
            // With a fixed length the JDK never sends the request a second time.
            connection.setFixedLengthStreamingMode(bytes.length);
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
            try (var in = connection.getInputStream()) {
                return new Fields(Json.parseObject(new String(in.readAllBytes(), UTF_8)));
            }
        } catch (IOException e) {
            return VendorWire.noAnswer(e);
        }
    }
}
