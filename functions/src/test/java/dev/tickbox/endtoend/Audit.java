package dev.tickbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.vendor.TestKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the store with the counts of the vendor and the sites. */
record Audit(
        List<Document> runs,
        List<Document> rows,
        List<Document> reservations,
        List<Document> attempts,
        List<Document> items) {
    static Audit of(Store store) {
        return new Audit(
                all(store, RunDocument.ALL),
                all(store, RunDocument.ROWS),
                all(store, ReservationDocument.ALL),
                all(store, AttemptDocument.ALL),
                all(store, ItemDocument.ALL));
    }

    private static List<Document> all(Store store, Collection collection) {
        List<Document> found = new ArrayList<>();
        Query query = Query.of(collection, 300);
        while (true) {
            var page = store.query(query);
            found.addAll(page.documents());
            Optional<Query.Cursor> next = page.next();
            if (next.isEmpty()) {
                return found;
            }
            query = query.after(next.get());
        }
    }

    /** Whether nothing is in progress. */
    boolean quiet() {
        return states(runs).keySet().stream().allMatch("DONE"::equals)
                && Stream.of(rows, reservations, items)
                        .flatMap(List::stream)
                        .noneMatch(each -> each.fields().findTime("due").isPresent());
    }

    static Map<String, Long> states(List<Document> documents) {
        return documents.stream()
                .collect(Collectors.groupingBy(each -> each.fields().text("state"), Collectors.counting()));
    }

    long sum(String field) {
        return attempts.stream().mapToLong(each -> each.fields().number(field)).sum();
    }

    /** Purchases that may have been made and whose result was never seen. */
    long atRisk() {
        return attempts.stream()
                .filter(each -> each.fields().number("risk_micro_usd") > 0)
                .count();
    }

    private long handles() {
        return attempts.stream()
                .mapToLong(each -> each.fields().list("handles").size())
                .sum();
    }

    /** A vendor that lists its batches is asked before anything is sent again. */
    long batchesTwice(TestDeployment town) {
        long bought = town.vendor.jobs().stream()
                .filter(job -> job.text("mode").equals("batch"))
                .count();
        return bought
                - reservations.stream()
                        .filter(each -> each.fields().text("mode").equals("batch"))
                        .count();
    }

    /** @param withRows runs of which each buys two rows and a digest, and publishes the rows on two sites */
    void nothingIsLost(long single, long withRows) {
        assertThat(states(runs)).as("runs").isEqualTo(Map.of("DONE", single + withRows));
        assertThat(states(rows).getOrDefault("DONE", 0L)).as("rows done").isEqualTo(2 * withRows);
        assertThat(states(rows).getOrDefault("LEFT_OUT", 0L))
                .as("rows left out")
                .isEqualTo(withRows);
        assertThat(states(reservations)).as("purchases").isEqualTo(Map.of("COLLECTED", single + 3 * withRows));
        assertThat(states(items)).as("publications").isEqualTo(Map.of("PUBLISHED", single + 5 * withRows));
    }

    /** Checks the repositories: each item is one commit on its own site, and there are no other commits. */
    void nothingIsPublishedTwice(TestDeployment town) throws IOException {
        for (String site : TestDeployment.SITES) {
            var own = items.stream()
                    .filter(each -> each.fields().text("site").equals(site))
                    .toList();
            for (Document item : own) {
                assertThat(town.site(site).commitsWithKey(item.ref().id()))
                        .as("commits of " + item.ref())
                        .isEqualTo(1);
            }
            assertThat(town.site(site).log()).as("commits in " + site).hasSize(own.size());
        }
    }

    void moneyAddsUp(TestDeployment town) {
        long paid = sum("paid_micro_usd");
        long charged = town.vendor.chargedMicroUsd();
        assertThat(charged).as("charged, at least what is paid").isGreaterThanOrEqualTo(paid);
        assertThat(charged).as("charged, at most paid + at risk").isLessThanOrEqualTo(paid + sum("risk_micro_usd"));
        assertThat(town.vendor.jobs().size() - handles())
                .as("bought, and not in the ledger: each is an attempt that is booked as at risk")
                .isBetween(0L, atRisk());
    }

    void nobodyToldTheKey(TestDeployment town) {
        assertThat(town.said.lines()).noneMatch(TestKey::isIn);
        for (List<Document> documents : List.of(runs, reservations, attempts, items)) {
            assertThat(documents).noneMatch(TestKey::isIn);
        }
    }
}
