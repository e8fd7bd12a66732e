package dev.tickbox.view;

import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.run.Row;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;

/** The command that works on the rows of a table again, with what its run had before it. */
public record RowsAnew(Store store) {
    public String command(String job, Row row) {
        return "run " + job + " --from " + row.root() + " --at " + row.step()
                + (isPublished("run", row) || isPublished("root", row) ? " --publish-again" : "");
    }

    private boolean isPublished(String by, Row row) {
        Query published = Query.of(ItemDocument.ALL, 1).where(by, row.root()).where("state", ItemState.PUBLISHED);
        return !store.query(published).documents().isEmpty();
    }
}
