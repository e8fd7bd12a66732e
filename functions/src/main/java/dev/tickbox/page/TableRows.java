package dev.tickbox.page;

import dev.tickbox.page.Links.Kind;
import dev.tickbox.store.Store;
import dev.tickbox.view.RowList;
import dev.tickbox.view.TableView;

/** The rows of a run: how far they are, the ones that failed, and the first ones. */
final class TableRows {
    private static final int SHOWN = 50;

    private TableRows() {}

    static PageModel progress(TableView table) {
        long count = Math.max(1, table.table().count());
        return new PageModel()
                .text("step", table.step())
                .text("text", table.text())
                .number("count", count)
                .number("ended", Math.max(0, count - table.open()));
    }

    static PageModel whole(Store store, TableView table, Links links) {
        RowList rows = RowList.of(store, table, SHOWN);
        return progress(table)
                .list(
                        "failed",
                        table.failed(),
                        row -> new PageModel()
                                .link("link", links.to(Kind.RUN, row.id()), row.key())
                                .text("step", row.step())
                                .text("why", row.why()))
                .more("moreFailed", table.counts().failed() - table.failed().size())
                .list(
                        "rows",
                        rows.rows(),
                        row -> new PageModel()
                                .link("link", links.to(Kind.RUN, row.id()), row.key())
                                .text("state", row.state()))
                .more("moreRows", table.table().made() - rows.rows().size())
                .text("run", table.run())
                .flag("served", links.isServed());
    }
}
