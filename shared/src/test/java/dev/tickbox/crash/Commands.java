package dev.tickbox.crash;

import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.operator.ReleaseRows;
import dev.tickbox.operator.RetryRows;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.store.Document;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Gate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Which command a person gives in a scene, and gives again for as long as it has not done its work. */
enum Commands {
    NONE,
    /** {@code run --from}, once a gate has left out the run. */
    TAKES_OVER,
    /** {@code abandon --release}, once the run asks something that nobody answers. */
    RELEASES,
    /** {@code retry RUN}, once a row has failed because the vendor refuses it. */
    RETRIES_ROWS;

    private static final String ANA = "ana";

    Optional<Consumer<TickContext>> due(LedgerReader ledger, Gate vendor) {
        return switch (this) {
            case NONE -> Optional.empty();
            case TAKES_OVER ->
                ledger.runs().size() > 1
                        ? Optional.empty()
                        : first(ledger, "LEFT_OUT").map(run -> context -> takeOver(context, run));
            case RELEASES -> {
                boolean asks = !ledger.inStates(ApprovalDocument.ALL, "ASKED").isEmpty();
                boolean isHalf = first(ledger, "ABANDONED").isPresent()
                        && !ledger.inStates(SeenRow.ALL, "TAKEN").isEmpty();
                yield asks || isHalf
                        ? ledger.runs().stream()
                                .findFirst()
                                .map(run ->
                                        context -> release(context, run.ref().id()))
                        : Optional.empty();
            }
            case RETRIES_ROWS ->
                ledger.inStates(RunDocument.ROWS, "FAILED").stream()
                        .findFirst()
                        .map(row -> row.fields().text("root"))
                        .map(run -> context -> {
                            vendor.open();
                            new RetryRows(context, ANA).of(run, row -> {});
                        });
        };
    }

    private static Optional<String> first(LedgerReader ledger, String state) {
        return ledger.inStates(RunDocument.ALL, state).stream()
                .map(run -> run.ref().id())
                .findFirst();
    }

    private static void takeOver(TickContext context, String run) {
        Definition today = Scene.withoutGate();
        new Definitions(context.store(), context.clock()).push(today);
        new TakeOver(context, ANA)
                .start(today, today.job("digest").orElseThrow(), new Wish(run, "digest", /* publishAgain= */ false));
    }

    private static void release(TickContext context, String run) {
        new AbandonRun(context, ANA).of(run);
        new ReleaseRows(context).of(run);
    }

    /** What the vendor does not take before the command. */
    void prepare(Gate vendor) {
        if (this == RETRIES_ROWS) {
            vendor.answer(request -> request.prompt().contains("fern")
                    ? Optional.of(new Refused("the model does not like it", true, Optional.empty()))
                    : Optional.empty());
        }
    }

    /** How many runs the person starts. */
    int runs() {
        return this == TAKES_OVER ? 1 : 0;
    }

    Set<String> ends() {
        return this == RELEASES ? Set.of("ABANDONED") : Set.of("DONE", "LEFT_OUT");
    }

    /** What is not as the command leaves it. */
    List<Document> undone(LedgerReader ledger) {
        return this == RELEASES ? ledger.inStates(SeenRow.ALL, "TAKEN") : List.of();
    }
}
