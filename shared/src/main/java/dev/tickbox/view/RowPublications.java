package dev.tickbox.view;

import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What rows of a run have to publish and have not published yet: counted, with one of them. */
final class RowPublications {
    private static final int LOOKED_AT = 20;

    private RowPublications() {}

    /** @param reason why a publication is not published; empty for one that has not been tried yet */
    static Optional<String> text(Store store, String run, Function<Document, Optional<String>> reason) {
        List<String> parts = new ArrayList<>();
        part(store, run, ItemState.STUCK, "needs", "need", "your decision", reason)
                .ifPresent(parts::add);
        part(store, run, ItemState.PENDING, "waits", "wait", "to be published", reason)
                .ifPresent(parts::add);
        return Optional.of(String.join("; ", parts)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> part(
            Store store,
            String run,
            ItemState state,
            String one,
            String several,
            String what,
            Function<Document, Optional<String>> reason) {
        Query items = Query.of(ItemDocument.ALL, LOOKED_AT).where("root", run).where("state", state);
        List<Document> some = store.query(items).documents();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        long count = some.size() < LOOKED_AT ? some.size() : store.count(items);
        String why = some.stream()
                .flatMap(each -> reason.apply(each).stream().map(text -> " (" + name(each) + ": " + text + ")"))
                .findFirst()
                .orElse("");
        return Optional.of(TableView.number(count) + (count == 1 ? " publication " + one : " publications " + several)
                + " " + what + why);
    }

    private static String name(Document item) {
        return item.fields().text("step") + " → " + item.fields().text("site");
    }
}
