package dev.tickbox.tick.submit;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.money.Usd;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a day has cost and may yet cost, as the ledger knew it when the tick began, plus what this tick adds. One tick never goes over
 * the budget, however many of its workers ask at once. Ticks that overlap do not see what the others add: together they go over it by
 * at most what the others had in flight.
 */
public final class DailyBudget {
    /** How the cause begins of what waits for the next day. */
    private static final String PUT_OFF = "the budget of ";

    /** What waits for a midnight is due some minutes after it at the latest. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

    private static final int LOOKED_THROUGH = 20;

    private final Budget budget;
    private final long most;
    private final LocalDate day;
    private final AtomicLong microUsd;

    public DailyBudget(TickContext context, Budget budget) {
        this.budget = budget;
        this.most = Math.min(budget.dailyMicroUsd(), context.limits().purchase().dailyMicroUsd());
        this.day = LocalDate.ofInstant(context.clock().now(), budget.zone());
        this.microUsd = new AtomicLong(SpentLedger.ofDay(context.store(), day.toString()));
    }

    /** The day for which nothing more is bought, because something did not fit into its budget any more. */
    public static Optional<LocalDate> reached(TickContext context, Budget budget) {
        LocalDate day = LocalDate.ofInstant(context.clock().now(), budget.zone());
        Instant midnight = day.plusDays(1).atStartOfDay(budget.zone()).toInstant();
        Query waiting = Query.of(ReservationDocument.ALL, LOOKED_THROUGH)
                .where("state", ReservationState.RESERVED)
                .from("due", midnight)
                .before("due", midnight.plus(AFTER_MIDNIGHT));
        return context.store().query(waiting).documents().stream()
                        .anyMatch(document ->
                                History.of(document).getLast().text("cause").startsWith(PUT_OFF))
                ? Optional.of(day)
                : Optional.empty();
    }

    public LocalDate day() {
        return day;
    }

    /**
     * Takes it from the day's budget, if it fits: asking and taking is one act.
     *
     * @param isRow rows leave a fifth of the budget to what is not a row
     */
    boolean take(long estimateMicroUsd, boolean isRow) {
        long share = share(isRow);
        long before =
                microUsd.getAndUpdate(spent -> spent + estimateMicroUsd <= share ? spent + estimateMicroUsd : spent);
        return before + estimateMicroUsd <= share;
    }

    /** What was taken and then not bought. */
    void giveBack(long estimateMicroUsd) {
        microUsd.addAndGet(-estimateMicroUsd);
    }

    private long share(boolean isRow) {
        return isRow ? most / 5 * 4 : most;
    }

    /** What fits no day is for a person; what does not fit today waits for tomorrow. */
    ReservationEvent refusal(Reservation.Order order, long estimateMicroUsd) {
        boolean isRow = RunId.isRow(order.run());
        if (estimateMicroUsd > share(isRow)) {
            return new ReservationEvent.Reject("it may cost " + Usd.of(estimateMicroUsd) + ", more than "
                    + (isRow ? "rows may take of a day's budget, which is four fifths of " : "a whole day's budget of ")
                    + Usd.of(most) + "; " + raise() + " or lower maxTokens");
        }
        return new ReservationEvent.Postpone(
                day.plusDays(1)
                        .atStartOfDay(budget.zone())
                        .toInstant()
                        .plus(isRow ? behindOlder(order) : Duration.ZERO),
                PUT_OFF + Usd.of(most) + " for " + day + " would be exceeded ("
                        + Usd.of(microUsd.get())
                        + " spent or outstanding"
                        + (isRow ? ", of which rows take at most " + Usd.of(share(true)) : "")
                        + "); this may cost " + Usd.of(estimateMicroUsd)
                        + "; it is tried again on the next day, or with a retry");
    }

    /**
     * Some minutes, and more for what was ordered later: rows that are put off to one midnight stay in the order of their age. A tick reads
     * no more rows than may be out, and in the order of hashes a row could be overtaken every day.
     */
    private static Duration behindOlder(Reservation.Order order) {
        return Duration.between(Instant.EPOCH, order.createdAt())
                .dividedBy(10_000_000)
                .truncatedTo(ChronoUnit.MICROS);
    }

    private String raise() {
        return most < budget.dailyMicroUsd()
                ? "raise the limit of the deployment (the content allows " + Usd.of(budget.dailyMicroUsd()) + ")"
                : "raise budget.dailyUsd";
    }

    void tell(TickReport report) {
        long spent = microUsd.get();
        report.fact("spentTodayMicroUsd", spent);
        report.fact("budgetMicroUsd", most);
        report.fact("budgetUsedPercent", percent(spent));
    }

    /** Of a budget of nothing, everything is used. */
    private long percent(long spent) {
        return most == 0 ? 100 : Math.ceilDiv(spent * 100, most);
    }
}
