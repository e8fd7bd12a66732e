package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.money.Usd;
import dev.tickbox.store.Query;
import dev.tickbox.view.NeedsYou;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = {
            "Says in one line whether something waits for you: for a monitoring job. It changes nothing.",
            "What it is, with the commands, is in `tickbox list`."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing waits for you",
            "1:something waits for you, the store is paused, or the store cannot be read (standard error says why)",
            "2:wrong usage"
        },
        footer = {"", "Example: tickbox status --content /path/to/my-sites"})
final class StatusCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StatusCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.toLook(where, here)) {
            NeedsYou needs = session.needsYou(Optional.empty());
            Control.State control = new Control(session.store, session.clock).read();
            boolean waits = !needs.isNothing() || control.paused();
            long open = Stream.of(RunState.RUNNABLE, RunState.DRIVEN, RunState.WAITING)
                    .mapToLong(state -> session.store.count(
                            Query.of(RunDocument.ALL, 1).where("state", state).orderedBy("created_at")))
                    .sum();
            Budget budget =
                    session.definitions().current().map(Definition::budget).orElse(Budget.DEFAULT);
            LocalDate day = LocalDate.ofInstant(session.clock.now(), budget.zone());
            long spent = SpentLedger.ofDay(session.store, day.toString());
            List<String> parts = new ArrayList<>();
            if (control.paused()) {
                parts.add("PAUSED"
                        + control.pausedBecause().map(why -> " (" + why + ")").orElse(""));
            }
            parts.add(needs(needs));
            parts.add(some(open, "run") + " in progress");
            parts.add("today up to " + Usd.of(spent) + " of " + Usd.of(budget.dailyMicroUsd()));
            Console voice = Console.of(spec, where.json);
            voice.say(String.join(" · ", parts) + (needs.isNothing() ? "" : " · " + where.again("list")));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("waitsForYou", waits);
            map.put("questions", needs.asked().count());
            map.put("stuck", needs.stuck().size());
            map.put("moreStuck", needs.more());
            map.put("paused", control.paused());
            control.pausedBecause().ifPresent(why -> map.put("pausedBecause", why));
            map.put("runsInProgress", open);
            map.put("spentMicroUsd", spent);
            map.put("dailyMicroUsd", budget.dailyMicroUsd());
            voice.object(map);
            return waits ? 1 : 0;
        }
    }

    /** Such as {@code 2 questions and 1 stuck wait for you}. */
    static String needs(NeedsYou needs) {
        if (needs.isNothing()) {
            return "nothing waits for you";
        }
        List<String> parts = new ArrayList<>();
        if (needs.asked().count() > 0) {
            parts.add(some(needs.asked().count(), "question"));
        }
        if (!needs.stuck().isEmpty()) {
            parts.add((needs.more() ? "more than " : "") + needs.stuck().size() + " stuck");
        }
        long all = needs.asked().count() + needs.stuck().size();
        return String.join(" and ", parts) + (all == 1 ? " waits" : " wait") + " for you";
    }

    private static String some(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
