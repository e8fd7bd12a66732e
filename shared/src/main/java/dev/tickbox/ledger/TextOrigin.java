package dev.tickbox.ledger;

import dev.tickbox.generator.Generator;

/** What the texts of one store are. It never changes, since a store keeps the kind of generator that it was made with. */
public enum TextOrigin {
    /** Bought from a vendor: they go to their sites. */
    REAL,
    /** Made up by the simulated generator: they go to no real site, whichever process publishes them. */
    SIMULATED;

    static TextOrigin madeBy(String kind) {
        return kind.equals(Generator.SIMULATED) ? SIMULATED : REAL;
    }
}
