package dev.tickbox.vendor;

import dev.tickbox.Fields;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.util.Map;
import java.util.Optional;

/** {@code GET /charged}: not part of the API; where a test asks the vendor, in another process, what it charged and for what. */
public record ChargedRoute(SimulatedVendor vendor) implements Route {
    @Override
    public Optional<Reply> answer(Seen request) {
        return request.path().equals("/charged")
                ? Optional.of(Reply.json(
                        200,
                        Map.of(
                                "chargedMicroUsd",
                                vendor.chargedMicroUsd(),
                                "jobs",
                                vendor.jobs().stream().map(Fields::values).toList())))
                : Optional.empty();
    }
}
