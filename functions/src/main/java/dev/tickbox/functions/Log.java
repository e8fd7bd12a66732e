package dev.tickbox.functions;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.tick.context.TickReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The log of one request.
 *
 * @param project the Google Cloud project of the traces
 */
public record Log(PrintStream out, String project, Optional<Trace> trace) implements TransitionListener {
    /** States that an operator should look at. */
    private static final Set<String> WARNINGS = Stream.of(
                    ReservationState.STUCK, ReservationState.UNCERTAIN, ItemState.STUCK, RunState.FAILED)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Cloud Logging drops a line that is too long, so texts are cut. */
    private static final int LONGEST_TEXT = 2000;

    private enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    @Override
    public void changed(String document, String run, String state, String cause) {
        Severity severity = WARNINGS.contains(state) ? Severity.WARNING : Severity.INFO;
        Map<String, Object> line = line(severity, document + " is " + state + ": " + cause, "transition");
        line.put("document", document);
        line.put("run", run);
        line.put("state", state);
        line.put("cause", cut(cause));
        print(line);
    }

    public void tick(String tick, TickReport report) {
        long errors = report.counted("errors");
        String message = report.summary()
                + report.indexNotReady()
                        .map(query -> "; an index is still being built")
                        .orElse("")
                + (errors > 0 ? "; first error: " + report.errors().getFirst() : "");
        Severity calm = report.indexNotReady().isPresent() ? Severity.WARNING : Severity.INFO;
        Map<String, Object> line = line(errors > 0 ? Severity.ERROR : calm, message, "tick");
        line.put("tick", tick);
        line.put("report", report.toMap());
        print(line);
    }

    /** A message that can never be used, however often it is delivered. */
    public void unusable(String event, String why) {
        print(line(Severity.ERROR, "dropped, because it cannot be used: " + why, event));
    }

    public void note(String event, String message) {
        print(line(Severity.INFO, message, event));
    }

    public void error(String event, String message) {
        print(line(Severity.ERROR, message, event));
    }

    private Map<String, Object> line(Severity severity, String message, String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("severity", severity.name());
        line.put("message", cut(message));
        line.put("event", event);
        trace.ifPresent(known -> {
            line.put("logging.googleapis.com/trace", "projects/" + project + "/traces/" + known.id());
            known.span().ifPresent(span -> line.put("logging.googleapis.com/spanId", span));
        });
        line.put("logging.googleapis.com/labels", Map.of("tickbox", event));
        return line;
    }

    private static String cut(String text) {
        return Shortened.words(text, LONGEST_TEXT);
    }

    /** One write, so that lines of several threads are not mixed. */
    private void print(Map<String, Object> line) {
        out.print(Json.write(line) + "\n");
        out.flush();
    }
}
