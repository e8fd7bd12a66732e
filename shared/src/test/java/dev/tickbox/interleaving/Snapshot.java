package dev.tickbox.interleaving;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.MemorySite;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is outside at one moment, to begin from as often as one likes. */
record Snapshot(
        Instant now, MemoryStore store, List<Map<String, Object>> sold, Map<String, MemorySite> sites, Faults faults) {
    Snapshot {
        store = store.copy();
        sold = List.copyOf(sold);
        sites = copies(sites);
    }

    Journal journal() {
        Journal journal = Journal.inMemory();
        sold.forEach(line -> journal.append(before -> new Journal.Line<>(line, line)));
        return journal;
    }

    static Map<String, MemorySite> copies(Map<String, MemorySite> sites) {
        Map<String, MemorySite> copies = new HashMap<>();
        sites.forEach((id, site) -> copies.put(id, site.copy()));
        return copies;
    }
}
