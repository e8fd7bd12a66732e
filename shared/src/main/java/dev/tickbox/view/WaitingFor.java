package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Store;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a waiting run waits for: the vendor, sources, sites, or a person. */
public final class WaitingFor {
    private WaitingFor() {}

    /**
     * Such as {@code waiting for Gemini}; empty if the run no longer waits.
     *
     * @param generator the kind of the store's generator
     */
    public static Optional<String> text(Store store, String run, Optional<String> generator) {
        String vendor = generator.filter(Generator.SIMULATED::equals).isPresent() ? "the simulated vendor" : "Gemini";
        return store.get(RunDocument.ref(run))
                .map(document -> document.fields().texts("waiting_for").stream()
                        .map(ref -> ref.startsWith("rows/")
                                ? rows(store, ref.substring("rows/".length()))
                                : ApprovalDocument.isNamedBy(ref)
                                        ? "your approval"
                                        : ref.startsWith("outbox/")
                                                ? site(store, ref)
                                                : ref.startsWith("steps/") ? "a source" : vendor)
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .filter(names -> !names.isEmpty())
                .map(names -> "waiting for " + names);
    }

    private static String rows(Store store, String group) {
        RowCounts counts = RowCounts.of(store, group);
        return TableView.rows(counts.open())
                + " of "
                + group.substring(RunId.rootOf(group).length() + 1)
                + (counts.failed() == 0 ? "" : " (" + TableView.number(counts.failed()) + " failed)");
    }

    private static String site(Store store, String ref) {
        return store.get(ItemDocument.ref(ref.substring(ref.indexOf('/') + 1)))
                .map(document -> "site " + document.fields().text("site"))
                .orElse("a publication");
    }
}
