package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Suggestion;
import dev.tickbox.ledger.Control;
import dev.tickbox.money.Usd;
import dev.tickbox.view.Actions;
import dev.tickbox.view.MissedSlots;
import dev.tickbox.view.NeedsYou;
import dev.tickbox.view.OpenQuestions;
import dev.tickbox.view.ReadableTime;
import dev.tickbox.view.RunList;
import dev.tickbox.view.StuckItem;
import dev.tickbox.view.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = {
            "Lists the runs, newest first, then what waits for your approval or needs your decision, with the commands.",
            "It changes nothing."
        },
        footer = {"", "Example: tickbox list --state waiting --limit 50"})
final class ListCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(names = "--job", paramLabel = "JOB", description = "Only runs of this job.")
    private @Nullable String job;

    /** The states of runs, and one that asks for those in which something is stuck, whatever state they are in. */
    enum ListedState {
        RUNNABLE,
        DRIVEN,
        WAITING,
        DONE,
        LEFT_OUT,
        FAILED,
        ABANDONED,
        DELETING,
        STUCK
    }

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only runs in this state: ${COMPLETION-CANDIDATES}; STUCK: runs that need your decision.")
    private @Nullable ListedState state;

    @Option(names = "--limit", paramLabel = "N", description = "At most N runs (default: 20).")
    private int limit = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ListCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        UsageChecks.unlessAtLeastOne(spec, "--limit", limit);
        try (StoreSession session = StoreSession.toLook(where, here)) {
            NeedsYou waiting = session.needsYou(Optional.ofNullable(job));
            RunList listing = state == ListedState.STUCK
                    ? RunList.stuck(session.store, waiting.stuck(), limit, session.waits())
                    : RunList.of(
                            session.store,
                            Optional.ofNullable(job),
                            Optional.ofNullable(state).map(ListedState::name),
                            limit,
                            session.waits());
            if (job != null && listing.rows().isEmpty()) {
                known(session, job);
            }
            OpenQuestions asked = waiting.asked();
            List<StuckItem> stuck = waiting.stuck();
            Control.State control = new Control(session.store, session.clock).read();
            Console voice = Console.of(spec, where.json);
            List<String> missed = MissedSlots.lines(session.context());
            voice.say(text(listing, asked, stuck, control));
            if (!missed.isEmpty()) {
                voice.say("");
                voice.say(missed);
            }
            if (waiting.more()) {
                voice.say(
                        "  … there may be more: at most 20 of each kind are shown, out of 500 that are looked through;"
                                + " settle some of these, or ask for one job: " + where.again("list --job JOB"));
            }
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("paused", control.paused());
            control.pausedBecause().ifPresent(why -> map.put("pausedBecause", why));
            map.put("runs", listing.rows().stream().map(RunList.Row::toMap).toList());
            map.put("more", listing.more());
            map.put("missed", missed);
            map.put(
                    "asked",
                    asked.shown().stream().map(each -> each.toMap(where::again)).toList());
            map.put("askedInAll", asked.count());
            map.put("askedMore", asked.moreMaps(where::again));
            map.put(
                    "stuck",
                    stuck.stream().map(each -> each.toMap(where::again)).toList());
            map.put("moreStuck", waiting.more());
            voice.object(map);
            return 0;
        }
    }

    private static void known(StoreSession session, String job) {
        Optional<Definition> content = session.definitions().current();
        if (content.isEmpty() || !content.get().jobs().containsKey(job)) {
            throw new UserError("there is no job " + job
                    + content.map(each -> Suggestion.hint(job, each.jobs().keySet()))
                            .orElse(""));
        }
    }

    private List<String> text(RunList listing, OpenQuestions asked, List<StuckItem> stuck, Control.State control) {
        List<String> lines = new ArrayList<>();
        if (control.paused()) {
            lines.add("PAUSED"
                    + control.pausedBecause().map(why -> " (" + why + ")").orElse("")
                    + ": nothing is bought or published. To resume: " + where.again("resume"));
            lines.add("");
        }
        if (listing.rows().isEmpty()) {
            lines.add(job == null && state == null ? "There are no runs yet." : "There are no such runs.");
            lines.add("A run starts when a slot of its job is due (" + where.again("check")
                    + " shows the times), or now with: " + where.again("run JOB"));
            if (where.besideSimulated()) {
                lines.add("Simulated runs are in a store of their own: " + where.again("list --simulate"));
            }
        } else {
            TextTable table = new TextTable();
            table.row("RUN", "STATE", "CREATED", "PAID", "WHY");
            listing.rows()
                    .forEach(row -> table.row(
                            row.run(),
                            row.state(),
                            ReadableTime.UTC.at(row.createdAt()),
                            Usd.of(row.paidMicroUsd()),
                            row.why()));
            lines.addAll(table.lines(""));
            if (listing.more()) {
                lines.add("… more with --limit " + limit * 5);
            }
        }
        if (asked.count() > 0) {
            lines.add("");
            lines.addAll(asked.lines(where::again));
        }
        if (!stuck.isEmpty()) {
            lines.add("");
            lines.add("Needs your decision (" + stuck.size() + ")");
            stuck.forEach(each -> {
                lines.add("  " + each.what() + ": " + each.why());
                lines.addAll(Actions.lines(each.ways(), where::again, "    "));
            });
        }
        return lines;
    }
}
