package dev.tickbox.generator.simulated;

import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Request;

/** The far side of the simulated generator: in this process, or behind a wire in another. */
public interface VendorPort {
    Submission submit(Request request, String label);

    Look look(String handle);

    Listing list();

    void cancel(String handle);
}
