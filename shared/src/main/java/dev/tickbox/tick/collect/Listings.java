package dev.tickbox.tick.collect;

import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Mode;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the vendor lists, fetched at most once a tick and mode, whoever asks: what a listing says is true of the moment at which it began,
 * and the ledger takes it as that.
 */
public final class Listings {
    /** @param at when it began */
    record Taken(Instant at, Listing listing) {}

    private final TickContext parts;
    private final TickReport report;
    private final Map<Mode, Taken> taken = new EnumMap<>(Mode.class);

    public Listings(TickContext parts, TickReport report) {
        this.parts = parts;
        this.report = report;
    }

    /** Whoever comes second waits for the first one's listing. */
    synchronized Taken of(Mode mode) {
        Taken known = taken.get(mode);
        if (known != null) {
            return known;
        }
        Instant at = parts.clock().now();
        report.count("listed");
        Taken fresh = new Taken(at, parts.generator().list(mode));
        taken.put(mode, fresh);
        if (fresh.listing() instanceof Generator.NoAnswer no) {
            report.error("asking for a listing of mode " + mode.word() + ": " + no.why());
        }
        return fresh;
    }
}
