package dev.tickbox.crash;

import dev.tickbox.world.World;
import java.util.LinkedHashSet;
import java.util.Set;

/** Compares what the ledger says it paid with what the vendor charged, whenever it looks. */
final class Books {
    private final World world;
    private final LedgerReader ledger;
    private final Set<String> broken = new LinkedHashSet<>();

    Books(World world, LedgerReader ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    void look(String when) {
        long charged = world.vendor.chargedMicroUsd();
        long paid = ledger.paidMicroUsd();
        long risk = ledger.riskMicroUsd();
        if (paid > charged || charged > paid + risk) {
            broken.add("P5 " + when + ": paid " + paid + ", charged " + charged + ", at risk " + risk);
        }
        if (risk == 0 && paid != charged) {
            broken.add("P5 " + when + ": no risk is open, but paid " + paid + " and charged " + charged);
        }
        if (!ledger.forgotten().isEmpty()) {
            broken.add("P7 " + when + ": unfinished, and nothing will move it: " + ledger.forgotten());
        }
    }

    Set<String> broken() {
        return Set.copyOf(broken);
    }
}
