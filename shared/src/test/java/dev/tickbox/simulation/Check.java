package dev.tickbox.simulation;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that is checked, by name. {@code -Dtickbox.open=NAME,NAME} leaves out checks whose holes are known and not mended yet, so
 * that the others can be worked on; it is empty where the suite counts.
 */
enum Check {
    /** Only the owner whose commit was applied buys or publishes, and only while its lease holds. */
    FENCES,
    /** Each purchase is accounted for: an attempt without a usable text, a booked risk, or a person's word. */
    BOUGHT_ONCE,
    PUBLISHED_ONCE,
    /** Nothing is bought or published by a process that has read that the store is paused. */
    PAUSE,
    /** {@code control/state} is read before each single purchase and publication. */
    PAUSE_READ,
    /** Nothing is bought or published for a run after the commit that gave it up, but what was claimed before. */
    ABANDONED,
    /** Nothing is ordered for a run that is given up or gone: nobody could move it. */
    ORPHAN,
    /** Text that was not approved is never published where its run asks about it. */
    APPROVED,
    /** The first answer to a question is the only one. */
    ANSWER_FINAL,
    /** A row is made once, by the driver of its run, and is bought under one reservation for each of its steps. */
    ROW_ONCE,
    /** A table is closed when no row of it is open, and from then on none is. */
    TABLE_CLOSED,
    /** With {@code only: new} a row is bought for one run alone, the one that has claimed it. */
    CLAIMED_ONCE,
    /** A run that goes on with what another had buys, makes and changes nothing of that, and publishes nothing beside it unless told to. */
    TAKEN_OVER,
    /** Nothing is asked for a run that has ended. */
    QUESTION_ENDS,
    /** Handles, charges, receipts and outputs are only added. */
    EVIDENCE,
    READABLE,
    /** The vendor's key is nowhere. */
    KEY,
    REMOVED_ENDED,
    REMOVED_WHOLE,
    /** A run is kept for {@code keepDays} from its end. */
    KEPT_DAYS,
    /** What has ended, is old enough and has nothing out is removed, whatever else cannot be. */
    REMOVED_IN_TIME,
    SLOTS,
    /** A slot after the push of a new job is not skipped, even where the first tick comes later. */
    PUSHED_SLOT,
    /** What is unfinished is due at some time. */
    DUE,
    /** What waits for a person says why. */
    REASON,
    /** What a reservation waits for is on the books. */
    BOOKED,
    /** A waiting run waits for something that is not settled, or is about to be woken. */
    AWAITED,
    ENDED,
    /** For each attempt: paid ≤ charged ≤ paid + at risk. */
    CHARGED,
    /** The same, for an answer that did not say what it used. */
    WITHOUT_USAGE,
    /** The same in sum over the ledger, whatever was removed. */
    CHARGED_TOTAL,
    /** A vendor that can be asked leaves no risk in the end. */
    RISK_AT_REST,
    /** What a day has spent never falls. */
    DAY_FALLS,
    /** A day's budget is exceeded by no more than what overlapping processes had in flight. */
    BUDGET,
    /** What the vendor has sold to one run, at what it cost or may cost, is within its {@code maxUsd}, and rows leave a fifth of it. */
    RUN_CAP,
    /** One that has waited for days is not overtaken by younger ones day after day. */
    OLDEST_FIRST,
    /** An item waits for a person because no publisher came only if one was called within that day. */
    CALLED,
    /** A step that is longer than a drive is not begun for ever. */
    STEP_REPEATS,
    /** Nothing is uncertain for ever. */
    UNCERTAIN_ENDS,
    /** A listing that was asked for in time counts, however long it took to come. */
    LISTING_COUNTS,
    /** An outage of hours does not use up the attempts. */
    OUTAGE,
    /** Calls of the vendor in one tick are bounded by what is open. */
    VENDOR_CALLS,
    /** Calls of the store in one tick are bounded by what is open. */
    STORE_CALLS,
    /** What is due is looked at within a few ticks, whatever else takes long. */
    STARVES,
    /** A call that throws stops nothing but the one document that it was for. */
    OTHERS_GO_ON,
    /** A query that throws stops nothing but the part of the tick that it was for. */
    PARTS_GO_ON,
    /** Once nothing goes wrong any more, what needs no person is done within a bounded number of ticks. */
    RECOVERS,
    /** What is said to be tried again at a person's word is tried. */
    RETRY_LIFTS,
    /** What the vendor refused for its content goes on once the content is mended and a person has said so. */
    CONTENT_MENDED,
    REPORTS,
    QUIET,
    REST,
    REST_STATES,
    SHOWN,
    /** No process and no history ends with an exception that nobody expects. */
    THREW;

    private static final Set<String> OPEN =
            Arrays.stream(System.getProperty("tickbox.open", "").split(",")).collect(Collectors.toUnmodifiableSet());

    boolean isOpen() {
        return OPEN.contains(name());
    }

    void unless(boolean holds, String what) {
        unless(holds, () -> what);
    }

    void unless(boolean holds, Supplier<String> what) {
        if (!holds && !isOpen()) {
            throw broken(what.get());
        }
    }

    Broken broken(String what) {
        return new Broken(this, what);
    }
}
