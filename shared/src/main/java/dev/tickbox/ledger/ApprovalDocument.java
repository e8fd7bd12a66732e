package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.Shortened;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Approved;
import dev.tickbox.approval.Approval.Asked;
import dev.tickbox.approval.Approval.Dropped;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.approval.Approval.Rejected;
import dev.tickbox.approval.Approval.State;
import dev.tickbox.approval.Approval.Superseded;
import dev.tickbox.approval.Approval.Withdrawn;
import dev.tickbox.approval.Lapse;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** {@code approvals/{id}}, as a person sees it. */
public final class ApprovalDocument {
    public static final Collection ALL = Collection.of("approvals");

    /** The states by name, as documents hold them and queries ask for them. */
    public enum ApprovalState {
        ASKED,
        APPROVED,
        REJECTED,
        DROPPED,
        SUPERSEDED,
        WITHDRAWN
    }

    private ApprovalDocument() {}

    public static Ref ref(String id) {
        return ALL.ref(id);
    }

    /** @param document what a run waits for, such as {@code approvals/…} */
    public static boolean isNamedBy(String document) {
        return document.startsWith(ALL.name() + "/");
    }

    public static Fields write(Approval approval) {
        Question q = approval.question();
        Fields common = Schema.begin()
                .with("schema", Schema.APPROVAL)
                .with("state", stateName(approval.state()))
                .with("run", q.run())
                .with("step", q.step())
                .with("job", q.job())
                .with("site", q.site())
                .with("about", q.about())
                .with("text", q.text())
                .with("output_schema", q.outputSchema())
                .with("within_seconds", q.lapse().map(lapse -> lapse.within().toSeconds()))
                .with("on_lapse", q.lapse().map(lapse -> lapse.end().name().toLowerCase(Locale.ROOT)))
                .with("created_at", q.createdAt())
                .with("due", approval.due());
        return switch (approval.state()) {
            case Asked s ->
                common.with("counted_seconds", s.counted().toSeconds()).with("counted_until", s.countedUntil());
            case Approved s ->
                common.with("approved_text", s.text())
                        .with("answered_by", s.by())
                        .with("answered_at", s.at());
            case Rejected s ->
                common.with("why", Shortened.why(s.why()))
                        .with("answered_by", s.by())
                        .with("answered_at", s.at());
            case Dropped s -> common.with("ended_at", s.at());
            case Superseded s -> common.with("ended_at", s.at());
            case Withdrawn s -> common.with("ended_at", s.at());
        };
    }

    public static Approval read(Document document) {
        Fields f = Schema.read(document);
        Optional<Lapse> lapse = f.findText("on_lapse")
                .map(end -> new Lapse(
                        Duration.ofSeconds(f.number("within_seconds")),
                        Lapse.End.valueOf(end.toUpperCase(Locale.ROOT))));
        Question question = new Question(
                document.ref().id(),
                f.text("run"),
                f.text("step"),
                f.text("job"),
                f.text("site"),
                f.text("about"),
                f.text("text"),
                f.findText("output_schema"),
                lapse,
                f.time("created_at"));
        return new Approval(question, state(f));
    }

    private static State state(Fields f) {
        return switch (ApprovalState.valueOf(f.text("state"))) {
            case ASKED ->
                new Asked(Duration.ofSeconds(f.number("counted_seconds")), f.time("counted_until"), f.findTime("due"));
            case APPROVED -> new Approved(f.text("approved_text"), f.text("answered_by"), f.time("answered_at"));
            case REJECTED -> new Rejected(f.text("answered_by"), f.text("why"), f.time("answered_at"));
            case DROPPED -> new Dropped(f.time("ended_at"));
            case SUPERSEDED -> new Superseded(f.time("ended_at"));
            case WITHDRAWN -> new Withdrawn(f.time("ended_at"));
        };
    }

    public static String stateName(State state) {
        return (switch (state) {
                    case Asked _ -> ApprovalState.ASKED;
                    case Approved _ -> ApprovalState.APPROVED;
                    case Rejected _ -> ApprovalState.REJECTED;
                    case Dropped _ -> ApprovalState.DROPPED;
                    case Superseded _ -> ApprovalState.SUPERSEDED;
                    case Withdrawn _ -> ApprovalState.WITHDRAWN;
                })
                .name();
    }
}
