package dev.tickbox.functions.command;

import dev.tickbox.tick.Report;
import dev.tickbox.tick.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "tick",
        description = {
            "Does what is due, once, and exits: for a crontab.",
            "submit starts due runs and buys; reclaim collects, publishes, repairs. Without a word: reclaim, then submit.",
            "Ticks may overlap, and may be killed anywhere. Prints one JSON object a tick."
        })
final class Tick implements Callable<Integer> {
    enum Kind {
        SUBMIT,
        RECLAIM
    }

    @Mixin
    private Where where = new Where();

    @Parameters(arity = "0..1", paramLabel = "submit|reclaim", description = "Only this half.")
    private @Nullable Kind kind;

    @Override
    public Integer call() {
        Session.needVendor(where);
        try (Session session = Session.open(where)) {
            Ticks ticks = session.ticks((document, run, state, cause) -> {}, () -> false);
            Optional<String> mistakes = follow(session);
            List<Report> reports = new ArrayList<>();
            if (kind != Kind.SUBMIT) {
                reports.add(ticks.reclaim());
            }
            // Content that cannot be read is no reason not to keep what is paid; but nothing is bought for it.
            if (kind != Kind.RECLAIM && mistakes.isEmpty()) {
                reports.add(ticks.submit());
            }
            reports.forEach(report -> System.out.println(report.toJson()));
            mistakes.ifPresent(message -> System.err.println("tickbox: " + message));
            return mistakes.isPresent()
                            || reports.stream()
                                    .anyMatch(report -> !report.errors().isEmpty())
                    ? 1
                    : 0;
        }
    }

    private static Optional<String> follow(Session session) {
        try {
            session.follow();
            return Optional.empty();
        } catch (Complaint e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
