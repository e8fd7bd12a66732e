package dev.tickbox.generator.simulated;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import java.util.Optional;

/**
 * The near side: it refuses to send late, as every adapter must.
 *
 * @param kind what a store remembers; of any other than {@link Generator#SIMULATED} texts go to the sites of their content
 */
public record SimulatedGenerator(VendorPort vendor, String kind) implements Generator {
    public SimulatedGenerator(VendorPort vendor) {
        this(vendor, SIMULATED);
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return sendBy.passed()
                ? new Refused("the send window was over; nothing was sent", false, Whom.REQUEST, Optional.empty())
                : vendor.submit(request, label.text());
    }

    @Override
    public Look look(String handle) {
        return vendor.look(handle);
    }

    @Override
    public Listing list(Mode mode) {
        return vendor.list();
    }

    @Override
    public void cancel(String handle) {
        vendor.cancel(handle);
    }

    /** The far side of the simulated generator: in this process, or behind a wire in another. */
    public interface VendorPort {
        Submission submit(Request request, String label);

        Look look(String handle);

        Listing list();

        void cancel(String handle);
    }
}
