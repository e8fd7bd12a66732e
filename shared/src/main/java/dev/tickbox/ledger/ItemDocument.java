package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.Shortened;
import dev.tickbox.outbox.Cleared;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Abandoned;
import dev.tickbox.outbox.Item.Calls;
import dev.tickbox.outbox.Item.Claimed;
import dev.tickbox.outbox.Item.Pending;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.Item.Reason;
import dev.tickbox.outbox.Item.State;
import dev.tickbox.outbox.Item.Stuck;
import dev.tickbox.outbox.Item.Superseded;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.time.LocalDate;

/** {@code outbox/{fingerprint}}, as a person sees it. The article's text lies under its run; here are its names. */
public final class ItemDocument {
    public static final Collection ALL = Collection.of("outbox");

    /** The states by name, as documents hold them and queries ask for them. */
    public enum ItemState {
        PENDING,
        CLAIMED,
        PUBLISHED,
        STUCK,
        SUPERSEDED,
        ABANDONED
    }

    private ItemDocument() {}

    public static Ref ref(String fingerprint) {
        return ALL.ref(fingerprint);
    }

    public static Fields write(Item item) {
        Parcel d = item.parcel();
        Fields common = Schema.begin()
                .with("state", stateName(item.state()))
                .with("site", d.site())
                .with("run", d.run())
                .with("root", RunId.isRow(d.run()) ? RunId.rootOf(d.run()) : null)
                .with("step", d.step())
                .with("edition", (long) d.edition())
                .with("file", d.file())
                .with("date", d.date().toString())
                .with("title", d.title())
                .with("body", d.body())
                .with("created_at", d.createdAt())
                .with("cleared", item.cleared().map(Cleared::by))
                .with("open_since", item.openSince())
                .with("called_at", item.called().last())
                .with(
                        "called_hours",
                        item.called().hours() == 0 ? null : (long) item.called().hours())
                .with("failing_since", item.failingSince())
                .with("failures", (long) item.failures())
                .with("retried_at", item.retriedAt())
                .with("due", item.due());
        return switch (item.state()) {
            case Claimed s -> common.with("owner", s.owner());
            case Published s -> common.with("url", s.url()).with("proof", s.proof());
            case Stuck s -> common.with("reason", s.reason().name()).with("why", Shortened.why(s.why()));
            case Pending _, Superseded _, Abandoned _ -> common;
        };
    }

    public static Item read(Document document) {
        Fields f = Schema.read(document);
        Parcel parcel = new Parcel(
                document.ref().id(),
                f.text("site"),
                f.text("run"),
                f.text("step"),
                Math.toIntExact(f.number("edition")),
                f.text("file"),
                LocalDate.parse(f.text("date")),
                f.time("created_at"),
                f.text("title"),
                f.text("body"));
        return new Item(
                parcel,
                f.findText("cleared").map(Cleared::new),
                new Calls(Math.toIntExact(f.number("called_hours", 0)), f.findTime("called_at")),
                f.time("open_since"),
                Math.toIntExact(f.number("failures")),
                f.findTime("retried_at"),
                state(f));
    }

    private static State state(Fields f) {
        return switch (ItemState.valueOf(f.text("state"))) {
            case PENDING -> new Pending(f.time("due"));
            case CLAIMED -> new Claimed(f.text("owner"), f.time("due"));
            case PUBLISHED -> new Published(f.text("url"), f.text("proof"), f.findTime("due"));
            case STUCK -> new Stuck(Reason.valueOf(f.text("reason")), f.text("why"));
            case SUPERSEDED -> new Superseded(f.findTime("due"));
            case ABANDONED -> new Abandoned(f.findTime("due"));
        };
    }

    public static String stateName(State state) {
        return (switch (state) {
                    case Pending _ -> ItemState.PENDING;
                    case Claimed _ -> ItemState.CLAIMED;
                    case Published _ -> ItemState.PUBLISHED;
                    case Stuck _ -> ItemState.STUCK;
                    case Superseded _ -> ItemState.SUPERSEDED;
                    case Abandoned _ -> ItemState.ABANDONED;
                })
                .name();
    }
}
