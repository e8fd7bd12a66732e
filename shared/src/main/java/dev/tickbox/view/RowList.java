package dev.tickbox.view;

import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.List;

/** The first rows of a table, in its order. */
public record RowList(List<ShownRow> rows) {
    public record ShownRow(String id, String key, String state) {}

    public static RowList of(Store store, TableView table, int limit) {
        Query rows =
                Query.of(RunDocument.ROWS, limit).where("group", table.group()).orderedBy("position");
        return new RowList(store.query(rows).documents().stream()
                .map(row -> new ShownRow(
                        row.ref().id(),
                        RowStory.shown(row.fields().text("key")),
                        row.fields().text("state")))
                .toList());
    }
}
