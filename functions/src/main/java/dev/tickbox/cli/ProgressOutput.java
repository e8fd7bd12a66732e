package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.view.FailedStep;
import dev.tickbox.view.MissedSlots;
import dev.tickbox.view.TableView;
import dev.tickbox.view.WaitingFor;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The output of {@code up}: each change of state when it is committed, and each new error once. */
final class ProgressOutput {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int COUNTED = 1000;

    private final StoreSession session;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    /** Those in which a row has changed since the last tick ended. */
    private final Set<String> tables = ConcurrentHashMap.newKeySet();

    /** What was last said of a table: most changes of a row change no count of it. */
    private final Map<String, String> lastOfTable = new ConcurrentHashMap<>();

    ProgressOutput(StoreSession session) {
        this.session = session;
    }

    private static String some(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    void begin() {
        Definition definition =
                new Definitions(session.store, session.clock).current().orElseThrow();
        say("ticking for " + some(definition.jobs().size(), "job") + " on "
                + some(definition.sites().size(), "site") + "; press ^C to stop");
        if (session.where.simulate) {
            say(session.where.simulatedSays());
        }
        MissingForTicks.ofSites(definition, session.where, session.here).text().forEach(this::say);
        MissedSlots.lines(session.context()).forEach(this::say);
        for (Job job : definition.jobs().values()) {
            job.schedule()
                    .flatMap(schedule -> schedule.next(session.clock.now()))
                    .ifPresent(slot -> say("  " + job.id() + " next slot " + local(slot, job.zone())));
        }
    }

    void page(String address) {
        if (session.where.json) {
            System.out.println(Json.write(Map.of("page", address)));
        }
        say("the page: " + address);
    }

    private static String local(Instant slot, ZoneId zone) {
        return DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm zzz").format(slot.atZone(zone));
    }

    void changed(String document, String run, String state, String cause) {
        String what = switch (document.substring(0, document.indexOf('/'))) {
            case "runs" -> "run";
            case "outbox" -> "publication";
            case "approvals" -> "approval";
            default -> "reservation";
        };
        if (session.where.json) {
            System.out.println(Json.write(new TreeMap<>(Map.of(
                    "at",
                    session.clock.now().toString(),
                    "document",
                    document,
                    "run",
                    run,
                    "state",
                    state,
                    "cause",
                    cause))));
        } else if (RunId.isRow(run)) {
            tables.add(run.substring(0, run.lastIndexOf('+')));
        } else {
            Optional<String> waiting = what.equals("run") && state.equals(RunState.WAITING.name())
                    ? WaitingFor.text(session.store, run, new Control(session.store, session.clock).generator())
                    : Optional.empty();
            say(String.format("%-40s %-11s %-10s %s", run, what, state, waiting.orElse(FailedStep.readable(cause))));
        }
    }

    /** Takes over changes of the content folder. While the folder has mistakes, the last valid content stays current. */
    void followed(StoreSession other) {
        try {
            other.follow();
        } catch (UserError e) {
            once("the changed content is not used: " + e.getMessage());
        }
    }

    void ticked(TickReport report) {
        changedTables().forEach(this::say);
        report.errors().forEach(this::once);
    }

    /** One line for each table of which something else is to be said than before, however many of its rows changed. */
    List<String> changedTables() {
        List<String> lines = new ArrayList<>();
        for (String table : List.copyOf(tables)) {
            tables.remove(table);
            String run = RunId.rootOf(table);
            String step = table.substring(run.length() + 1);
            TableView.of(session.store, run).stream()
                    .filter(each -> each.step().equals(step))
                    .map(TableView::text)
                    .filter(text -> !text.equals(lastOfTable.put(table, text)))
                    .forEach(text -> lines.add(String.format("%-40s %-11s %-10s %s", run, "rows", step, text)));
        }
        return lines;
    }

    void once(String message) {
        if (shown.add(message)) {
            System.err.println(line(message));
        }
    }

    void end(boolean quiet) {
        long atVendor = count(ReservationDocument.ALL, ReservationState.SUBMITTED)
                + count(ReservationDocument.ALL, ReservationState.UNCERTAIN);
        if (session.where.json) {
            System.out.println(Json.write(Map.of("stopped", true, "quiet", quiet, "atVendor", atVendor)));
        }
        say((quiet ? "stopped" : "stopped before every tick had ended")
                + ". The next tick continues with: " + atVendor + " at the vendor, "
                + count(ItemDocument.ALL, ItemState.PENDING) + " to publish, "
                + count(ReservationDocument.ALL, ReservationState.RESERVED)
                + " to buy, "
                + runs(RunState.WAITING) + " runs waiting.");
    }

    private long count(Collection collection, Enum<?> state) {
        return session.store
                .query(Query.of(collection, COUNTED).where("state", state).orderedBy("due"))
                .documents()
                .size();
    }

    private long runs(RunState state) {
        return session.store
                .query(Query.of(RunDocument.ALL, COUNTED).where("state", state).orderedBy("created_at"))
                .documents()
                .size();
    }

    void say(String message) {
        if (!session.where.json) {
            System.out.println(line(message));
        }
    }

    /** With the time, and with nothing in it that a terminal obeys. */
    String line(String message) {
        return CLOCK.format(session.clock.now().atZone(ZoneId.systemDefault())) + " " + Console.shown(message);
    }
}
