package dev.tickbox.program;

import dev.tickbox.Limits;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What sites have published, as far as their runs are kept. */
record RecentPublications(Store store, Limits limits) {
    /** An article may have had earlier editions, which are published items, too. */
    private static final int READ_FOR_EACH_ROW = 2;

    List<Map<String, Object>> of(String site, int maxRows) {
        Query newest = Query.of(ItemDocument.ALL, maxRows * READ_FOR_EACH_ROW)
                .where("site", site)
                .where("state", ItemState.PUBLISHED)
                .orderedBy("created_at")
                .reversed();
        Bodies bodies = new Bodies(store, limits.bodyBytes());
        Set<List<String>> seen = new HashSet<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var document : store.query(newest).documents()) {
            Item item = ItemDocument.read(document);
            Parcel parcel = item.parcel();
            if (rows.size() < maxRows
                    && item.state() instanceof Published published
                    && seen.add(List.of(parcel.run(), parcel.step()))) {
                // A run that is being removed has lost its texts already.
                Optional<String> text = bodies.find(parcel.run(), parcel.body());
                text.map(Article::fromJson).ifPresent(article -> rows.add(row(parcel, article, published)));
            }
        }
        return rows;
    }

    /** In this order in every process, since a prompt may be made of it. */
    private static Map<String, Object> row(Parcel parcel, Article article, Published published) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("title", article.title());
        row.put("slug", article.slug());
        row.put("url", published.url());
        row.put("date", parcel.date().toString());
        row.put("summary", article.summary());
        return row;
    }
}
