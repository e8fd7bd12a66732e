package dev.tickbox.view;

import dev.tickbox.Fields;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.store.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The histories of all documents of a run, merged by time. */
final class Timeline {
    private Timeline() {}

    /**
     * @param fetches which have no history of their own
     * @param all also internal changes: drives, wakes, checks at the vendor
     */
    static List<TimelineEntry> of(RunRecords story, List<TimelineEntry> fetches, boolean all) {
        List<TimelineEntry> lines = new ArrayList<>();
        List<TimelineEntry> run = lines(story.runDocument(), story.run().row().isPresent() ? "row" : "run");
        // At equal times, the first line of the run comes first; its later lines come last, since they follow from the
        // other documents.
        lines.addAll(run.subList(0, Math.min(1, run.size())));
        lines.addAll(fetches);
        List<TimelineEntry> orders = story.reservationDocuments().stream()
                .flatMap(each -> lines(each, each.fields().text("step")).stream())
                .toList();
        lines.addAll(orders);
        story.attemptDocuments().stream()
                .flatMap(each -> lines(each, each.fields().text("step")).stream())
                .filter(line -> orders.stream().noneMatch(order -> same(order, line)))
                .forEach(lines::add);
        story.itemDocuments().stream()
                .flatMap(each -> lines(
                        each, each.fields().text("step") + " → " + each.fields().text("site"))
                        .stream())
                .forEach(lines::add);
        story.approvalDocuments().stream()
                .flatMap(each -> lines(each, each.fields().text("step")).stream())
                .forEach(lines::add);
        lines.addAll(run.subList(Math.min(1, run.size()), run.size()));
        lines.sort(Comparator.comparing(TimelineEntry::at));
        return all
                ? lines
                : lines.stream().filter(line -> !internal(line.cause())).toList();
    }

    /** A reservation and its attempt change in one commit, with the same cause. */
    private static boolean same(TimelineEntry order, TimelineEntry attempt) {
        return order.at().equals(attempt.at())
                && order.cause().equals(attempt.cause())
                && order.about().equals(attempt.about());
    }

    private static boolean internal(String cause) {
        return switch (cause) {
            case "a tick works on the run",
                    "woken",
                    "woken while a tick works on it",
                    "a tick checks what the run waits for",
                    "its run was woken",
                    "its publisher was called",
                    "claimed by a publisher",
                    "the vendor is asked whether it has the request" -> true;
            default -> cause.matches("waiting for \\d+ results?");
        };
    }

    private static List<TimelineEntry> lines(Document document, String about) {
        return History.of(document).stream().map(line -> line(line, about)).toList();
    }

    private static TimelineEntry line(Fields line, String about) {
        return new TimelineEntry(line.time("at"), about, line.text("state"), cause(line), line.text("actor"));
    }

    /** What the creation of a document means; other causes as they are. */
    private static String cause(Fields line) {
        String cause = line.text("cause");
        if (!cause.startsWith("step ") || cause.contains(" failed: ")) {
            return FailedStep.readable(cause);
        }
        String state = line.text("state");
        if (state.equals(ReservationState.RESERVED.name())) {
            return "request stored, not yet sent";
        }
        if (state.equals(ApprovalState.ASKED.name())) {
            return cause.endsWith(" asks again") ? "asks again for approval" : "asks for approval";
        }
        return state.equals(ItemState.PENDING.name()) ? "text stored, waiting to be published" : cause;
    }
}
