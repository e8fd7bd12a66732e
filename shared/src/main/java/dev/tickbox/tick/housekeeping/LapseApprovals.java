package dev.tickbox.tick.housekeeping;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Instant;
import java.util.List;

/** Looks at the questions that lapse: each look counts some of their time, and the last one ends them. */
public final class LapseApprovals {
    private final TickContext context;
    private final Approvals approvals;

    public LapseApprovals(TickContext context, String actor) {
        this.context = context;
        this.approvals = new Approvals(context, actor);
    }

    public void due(StopSignal until, TickReport report) {
        Query due = Query.of(ApprovalDocument.ALL, context.limits().tick().batch())
                .before("due", context.clock().now().plusMillis(1));
        for (Document document : new DuePages(context.store(), List.of(due), until)) {
            report.guard(document.ref().toString(), () -> one(document, report));
        }
    }

    private void one(Document document, TickReport report) {
        Instant at = context.clock().now();
        Control.State control = new Control(context.store(), context.clock()).read();
        Approval before = ApprovalDocument.read(document);
        boolean forgotten = control.restoredAt()
                .filter(restored -> !isMadeAfter(before.question().run(), restored))
                .isPresent();
        ApprovalEvent event =
                forgotten ? new ApprovalEvent.LostPast() : new ApprovalEvent.Look(control.runningSince(), at);
        if (approvals.apply(document.ref().id(), event) instanceof Change.Made<Approval> made
                && !(made.now().state() instanceof Approval.Asked)) {
            report.count("lapsed");
        }
    }

    private boolean isMadeAfter(String run, Instant restored) {
        return context.store()
                .get(RunDocument.ref(run))
                .filter(found -> found.fields().time("created_at").isAfter(restored))
                .isPresent();
    }
}
