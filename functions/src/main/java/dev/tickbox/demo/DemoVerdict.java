package dev.tickbox.demo;

import dev.tickbox.Ids;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether Tickbox kept its promises, by the counts of the vendor and the sites. */
final class DemoVerdict {
    private DemoVerdict() {}

    /** What the store says was paid and is at risk. */
    record Ledger(long paidMicroUsd, long riskMicroUsd) {
        static Ledger read(Path file) {
            try (Store store = SqliteStore.open(file, Ids.system())) {
                var attempts = store.all(Query.of(AttemptDocument.ALL, 500));
                return new Ledger(total(attempts, "paid_micro_usd"), total(attempts, "risk_micro_usd"));
            }
        }

        private static long total(List<Document> attempts, String field) {
            return attempts.stream()
                    .mapToLong(each -> each.fields().number(field, 0))
                    .sum();
        }
    }

    /** @param shown the number of files on the sites @return the broken promises */
    static List<String> broken(Tally tally, int shown, Ledger ledger) {
        List<String> broken = new ArrayList<>();
        if (tally.bought() > tally.due()) {
            broken.add("P1, kept: " + tally.bought() + " texts were bought for " + tally.due() + " articles");
        }
        if (tally.publishedTwice() > 0) {
            broken.add("P3, published once: " + tally.publishedTwice() + " articles were published twice");
        }
        if (tally.lost() > 0) {
            broken.add("P2, collected: " + tally.lost() + " articles were never published");
        }
        if (shown != tally.published()) {
            broken.add("P3, published once: the sites show " + shown + " files for " + tally.published() + " articles");
        }
        if (ledger.paidMicroUsd() != tally.paidMicroUsd() || ledger.riskMicroUsd() != 0) {
            broken.add("P5, priced: the vendor charged " + tally.paidMicroUsd() + " micro-dollars, the store says "
                    + ledger.paidMicroUsd() + " and " + ledger.riskMicroUsd() + " at risk");
        }
        return broken;
    }
}
