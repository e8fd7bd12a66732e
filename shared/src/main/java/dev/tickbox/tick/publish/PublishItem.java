package dev.tickbox.tick.publish;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Site;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.screening.Screening;
import dev.tickbox.tick.context.Permit;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.util.Map;
import java.util.Optional;

/** Publishes one item, if it is due and no other process has claimed it: a commit that claims it, one effect, a commit with the result. */
public final class PublishItem {
    private final TickContext context;
    private final Items items;
    private final Bodies bodies;
    private final String actor;

    public PublishItem(TickContext context, String actor) {
        this.context = context;
        this.items = new Items(context, actor);
        this.bodies = new Bodies(context.store(), context.limits().bodyBytes());
        this.actor = actor;
    }

    /**
     * @param sites whose publisher this is, as the current content says, so that a wrong address can be mended; what is published was
     *     fixed when it was queued
     */
    public void one(Map<String, Site> sites, String fingerprint, TickReport report) {
        Control.State control = new Control(context.store(), context.clock()).read();
        Optional<TextOrigin> texts = control.texts();
        if (control.paused() || texts.isEmpty()) {
            return; // A message may come at any time, long after the tick that sent it.
        }
        Optional<Item> waiting =
                context.store().get(ItemDocument.ref(fingerprint)).map(ItemDocument::read);
        Optional<Site> site = waiting.flatMap(
                item -> Optional.ofNullable(sites.get(item.parcel().site())));
        if (site.isEmpty()) {
            report.count("notOurs");
            return; // Removed, another publisher's, or of an unknown site: after a day it becomes STUCK.
        }
        String owner = actor + "/" + context.ids().next();
        Deadline deadline = context.clock().deadline(context.limits().publish().timeout());
        var claim = new ItemEvent.Claim(
                owner, context.clock().now().plus(context.limits().publish().lease()));
        if (!(items.apply(fingerprint, claim) instanceof Change.Made<Item> claimed)) {
            return;
        }
        var parcel = claimed.now().parcel();
        Permit.Answer permit = new Permit(context).toPublish(parcel.run());
        if (permit != Permit.Answer.GRANTED) {
            items.apply(fingerprint, new ItemEvent.Released(owner, "not published: " + permit.why()));
            if (permit == Permit.Answer.RUN_OVER) {
                items.apply(fingerprint, new ItemEvent.Withdraw());
            }
            return;
        }
        Article article = Article.fromJson(bodies.load(parcel.run(), parcel.body()));
        Screening screening = Screening.of(site.get(), parcel.file());
        Optional<String> refusal =
                claimed.now().isCleared(screening.cleared()) ? Optional.empty() : screening.refusal(article);
        if (refusal.isPresent()) {
            items.apply(fingerprint, new ItemEvent.Refused(owner, refusal.get()));
            report.waits("site " + parcel.site(), refusal.get());
            report.count("publishRefused");
            return;
        }
        // The store says what its texts are: simulated ones reach no real site, however this process was started.
        Result result = context.publishers().of(site.get(), texts.get()).publish(parcel.delivery(article), deadline);
        items.apply(fingerprint, event(owner, result));
        why(result).ifPresent(why -> report.waits("site " + parcel.site(), why));
        report.count(
                switch (result) {
                    case Published r -> "published";
                    case Retry r -> "publishFailed";
                    case Refused r -> "publishRefused";
                });
    }

    private static Optional<String> why(Result result) {
        return switch (result) {
            case Published r -> Optional.empty();
            case Retry r -> Optional.of("not published now: " + r.why());
            case Refused r -> Optional.of("refused: " + r.why());
        };
    }

    private static ItemEvent event(String owner, Result result) {
        return switch (result) {
            case Published r -> new ItemEvent.Shown(r.url(), r.proof());
            case Retry r -> new ItemEvent.Failed(owner, r.why());
            case Refused r -> new ItemEvent.Refused(owner, r.why());
        };
    }
}
