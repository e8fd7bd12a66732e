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

/** Whether Tickbox kept its promises, as the vendor and the sites saw it. */
final class DemoVerdict {
    private DemoVerdict() {}

    /** What the ledger believes that it paid, and may yet have to. */
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

    /** @param shown the files that a visitor of the sites can see @return what was broken; empty if nothing was */
    static List<String> broken(Tally tally, int shown, Ledger ledger) {
        List<String> broken = new ArrayList<>();
        if (tally.bought() > tally.due()) {
            broken.add("P1, kept: " + tally.bought() + " texts were bought for " + tally.due() + " articles");
        }
        if (tally.publishedTwice() > 0) {
            broken.add("P3, published once: " + tally.publishedTwice() + " articles arrived once more");
        }
        if (tally.lost() > 0) {
            broken.add("P2, collected: " + tally.lost() + " articles never arrived");
        }
        if (shown != tally.published()) {
            broken.add("P3, published once: the sites show " + shown + " files for " + tally.published() + " articles");
        }
        if (ledger.paidMicroUsd() != tally.paidMicroUsd() || ledger.riskMicroUsd() != 0) {
            broken.add("P5, priced: the vendor charged " + tally.paidMicroUsd() + " micro-dollars, the ledger says "
                    + ledger.paidMicroUsd() + " and " + ledger.riskMicroUsd() + " at risk");
        }
        return broken;
    }
}
