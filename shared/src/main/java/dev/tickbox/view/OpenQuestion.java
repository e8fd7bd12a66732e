package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.approval.ApprovalTransitions;
import dev.tickbox.approval.Lapse;
import dev.tickbox.ledger.ApprovalDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A question to a person, as commands print it: since when it waits, what happens if nobody answers, how to answer.
 *
 * @param key of the row that asks, if it is known
 */
public record OpenQuestion(Approval approval, Optional<String> key) {
    public OpenQuestion(Approval approval) {
        this(approval, Optional.empty());
    }

    /** Such as {@code ok of garden-daily@2026-11-21T06:00Z}. */
    public String what() {
        return approval.question().step() + " of " + approval.question().run()
                + key.map(each -> " (row " + each + ")").orElse("");
    }

    /** The words that name it in a command. */
    private String id() {
        return approval.question().run() + " " + approval.question().step();
    }

    public String about() {
        return "“" + approval.question().about() + "”";
    }

    /** What it waits for. */
    public String waits(ReadableTime when) {
        Question q = approval.question();
        return "waits for your approval since " + when.says(q.createdAt())
                + approval.lapsesAt()
                        .map(at -> "; if nobody answers it is " + end(q.lapse().orElseThrow()) + " at " + when.says(at)
                                + ", later if ticks do not run or the store is paused")
                        .orElse(
                                q.lapse().isPresent()
                                        ? "; it does not lapse, because the store was restored since its run was made"
                                        : "");
    }

    private static String end(Lapse lapse) {
        return switch (lapse.end()) {
            case DROP -> "dropped";
            case APPROVE -> "approved as it is";
        };
    }

    /** The question with its answer. */
    String line(ReadableTime when) {
        return approval.question().step() + "  " + ApprovalDocument.stateName(approval.state()) + "  " + about() + " "
                + (approval.state() instanceof Approval.Asked
                        ? waits(when)
                        : ApprovalTransitions.answer(approval.state()));
    }

    public List<Actions.Action> ways() {
        if (!(approval.state() instanceof Approval.Asked)) {
            return List.of();
        }
        String run = RunId.isRow(approval.question().run()) ? "row" : "run";
        return List.of(
                Actions.Action.free("approve " + id() + " --show", "prints the text and answers nothing"),
                Actions.Action.free(
                        "approve " + id(), "the " + run + " continues with this text; --with FILE for an edited one"),
                Actions.Action.free("reject " + id() + " --because WHY", "ends the " + run + "; its text is not used"));
    }

    public Map<String, Object> toMap() {
        Question q = approval.question();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("approval", q.id());
        map.put("run", q.run());
        map.put("step", q.step());
        key.ifPresent(each -> map.put("key", each));
        map.put("about", q.about());
        map.put("state", ApprovalDocument.stateName(approval.state()));
        map.put("askedAt", q.createdAt().toString());
        approval.lapsesAt().ifPresent(at -> {
            map.put("lapsesAt", at.toString());
            map.put("onLapse", end(q.lapse().orElseThrow()).startsWith("approved") ? "approve" : "drop");
        });
        if (!(approval.state() instanceof Approval.Asked)) {
            map.put("answer", ApprovalTransitions.answer(approval.state()));
        }
        return map;
    }

    /** With the commands that answer it. */
    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = toMap();
        map.put("youCan", ways().stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}
