package dev.tickbox.interleaving;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Step.OnRowFailure;
import dev.tickbox.generator.simulated.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Where in the life of an article the actors begin. */
enum Phase {
    SLOT_DUE(true, Phase::due),
    /** The same with a vendor that cannot be asked. */
    SLOT_DUE_UNASKED(false, Phase::due),
    /** By hand, of a job that was first seen after its slot of this year. */
    MADE(true, making -> making.pass(Plots.TO_THE_SLOT).pushed(Plots.one()).does(Role.BY_HAND)),
    /** Its driver died with a reservation made, and its lease is over. */
    DRIVER_GONE(true, making -> due(making).until("reservations", "RESERVED").pass(Duration.ofMinutes(11))),
    RESERVED(true, making -> waiting(making, "reservations", 1, "RESERVED")),
    TWO_RESERVED(true, making -> waiting(making, "reservations", 2, "RESERVED")),
    AT_VENDOR(true, making -> due(making).until("reservations", "SUBMITTED").pass(Duration.ofMinutes(1))),
    /** It is driven once more, by a person's word, while its text is finished at the vendor. */
    LOOKED_AT_AGAIN(
            true,
            making -> due(making)
                    .until("reservations", "SUBMITTED")
                    .pass(Duration.ofMinutes(1))
                    .does(Role.RETRY)),
    UNCERTAIN(true, Phase::uncertain),
    UNCERTAIN_FOR_GOOD(false, Phase::uncertain),
    COLLECTED(true, making -> due(making).until("reservations", "COLLECTED")),
    PENDING(true, making -> waiting(making, "outbox", 1, "PENDING")),
    TWO_PENDING(true, making -> waiting(making, "outbox", 2, "PENDING")),
    CLAIM_LAPSED(true, making -> due(making).until("outbox", "CLAIMED").pass(Duration.ofMinutes(6))),
    SHOWN_UNHEARD(true, making -> due(making).diesAfter("publisher.publish").pass(Duration.ofMinutes(6))),
    PUBLISHED(true, making -> due(making).until("outbox", "PUBLISHED")),
    FAILED(
            true,
            making -> making.pushed(Plots.inJava())
                    .pass(Plots.TO_THE_SLOT)
                    .flawed(flaws -> flaws.programFails(true))
                    .until("runs", "FAILED")
                    .flawed(flaws -> flaws.programFails(false))),
    GENERATION_STUCK(
            false,
            making -> making.pushed(Plots.held())
                    .pass(Plots.TO_THE_SLOT)
                    .diesAfter("generator.submit")
                    .until("reservations", "STUCK")),
    ITEM_STUCK(
            true,
            making -> due(making)
                    .flawed(flaws -> flaws.siteRefuses(true))
                    .until("outbox", "STUCK")
                    .flawed(flaws -> flaws.siteRefuses(false))),
    GIVEN_UP(
            true,
            making -> due(making)
                    .until("reservations", "SUBMITTED")
                    .does(Role.ABANDON)
                    .pass(Duration.ofMinutes(15))),
    GIVEN_UP_UNCERTAIN(
            false,
            making -> uncertain(making)
                    .does(Role.ABANDON)
                    .until(making::nothingIsDue)
                    .pass(Duration.ofMinutes(15))),
    ENDED(true, making -> due(making).until("runs", "DONE").pass(Duration.ofMinutes(15))),
    ENDED_LONG_AGO(true, making -> due(making).until("runs", "DONE").pass(Plots.LONGER_THAN_KEPT)),
    WAITED_LONG(true, making -> due(making).until("reservations", "SUBMITTED").pass(Plots.LONGER_THAN_KEPT)),
    FETCH_DUE(true, making -> making.pushed(Plots.fetching()).pass(Plots.TO_THE_SLOT)),
    /** One source has given its rows, the other one failed and is due again. */
    FETCH_FAILED(
            true,
            making -> making.pushed(Plots.fetching())
                    .pass(Plots.TO_THE_SLOT)
                    .until("runs", "WAITING")
                    .pass(Duration.ofMinutes(1))),
    /** Its text is there, and a person is asked about it. */
    ASKED(true, making -> asked(making, Optional.empty())),
    /** The same, a moment before it is approved because nobody answers. */
    ASKED_LAPSING(
            true,
            making -> asked(making, Optional.of(new Lapse(Duration.ofMinutes(2), Lapse.End.APPROVE)))
                    .pass(Duration.ofMinutes(2))),
    /** It was approved with changes, and no tick has come since. */
    ANSWERED(true, making -> asked(making, Optional.empty()).does(Role.EDIT)),
    /** A run whose table has two rows, before it begins. */
    ROWS_DUE(true, making -> rows(making, OnRowFailure.WAIT)),
    /** Two runs of one job that take the same rows. */
    ROWS_WANTED_TWICE(true, making -> rows(making, OnRowFailure.WAIT).does(Role.BY_HAND)),
    /** The rows wait for their publications, and their run is driven once more by a person's word. */
    ROWS_PENDING(
            true,
            making -> rows(making, OnRowFailure.WAIT)
                    .until(() -> making.count("outbox", "PENDING") == 2 && making.are("rows", "WAITING"))
                    .does(Role.RETRY)),
    /** Both rows have ended, and their run does not know it. */
    ROWS_ENDED(true, making -> rows(making, OnRowFailure.WAIT).until("rows", "DONE")),
    /** One row has failed, and its run waits for it. */
    ROW_FAILED(true, making -> oneRowFailed(making, OnRowFailure.WAIT)),
    /** One row has failed, and its run will go on without it. */
    ROW_SKIPPED(true, making -> oneRowFailed(making, OnRowFailure.SKIP)),
    /** Two texts of one run, which may cost as much as one of them. */
    CAPPED(
            true,
            making -> making.pushed(Plots.capped())
                    .pass(Plots.TO_THE_SLOT)
                    .until(() -> making.count("reservations") == 2
                            && making.are("reservations", "RESERVED")
                            && making.are("runs", "WAITING"))),
    /** One article waits for two sites. */
    TWO_SITES(
            true,
            making -> making.pushed(Plots.twoSites())
                    .pass(Plots.TO_THE_SLOT)
                    .until(() -> making.count("outbox", "PENDING") == 2 && making.are("runs", "WAITING"))),
    /** A gate has left out a run behind its table. */
    TABLE_LEFT_OUT(true, Phase::tableLeftOut),
    /** The same, and another run begins with what it has. */
    TABLE_TAKEN_OVER(true, making -> tableLeftOut(making).does(Role.TAKE_OVER)),
    /** Several jobs, of which one is in Java. */
    MANY(true, making -> making.pushed(Plots.large()).pass(Plots.TO_THE_SLOT)),
    MANY_UNASKED(false, making -> making.pushed(Plots.large()).pass(Plots.TO_THE_SLOT));

    private static final Map<Phase, Snapshot> MADE_BEFORE = new ConcurrentHashMap<>();

    private final boolean canBeAsked;

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda of this file, without a state of its own
    private final UnaryOperator<Making> making;

    /** @param canBeAsked whether the vendor lists what it has */
    Phase(boolean canBeAsked, UnaryOperator<Making> making) {
        this.canBeAsked = canBeAsked;
        this.making = making;
    }

    /** Nobody knows what became of a call. */
    boolean isUnresolved() {
        return this == UNCERTAIN || this == UNCERTAIN_FOR_GOOD;
    }

    Snapshot snapshot() {
        return MADE_BEFORE.computeIfAbsent(this, Phase::make);
    }

    private Snapshot make() {
        Faults vendor = Faults.NONE.seeded("1").askable(canBeAsked);
        return making.apply(new Making(vendor)).made();
    }

    private static Making due(Making making) {
        return making.pushed(Plots.one()).pass(Plots.TO_THE_SLOT);
    }

    /** No run is driven any more, and so many documents are in this state. */
    private static Making waiting(Making making, String collection, int count, String state) {
        return making.pushed(count == 1 ? Plots.one() : Plots.two())
                .pass(Plots.TO_THE_SLOT)
                .until(() -> making.count(collection) == count
                        && making.are(collection, state)
                        && making.are("runs", "WAITING"));
    }

    private static Making asked(Making making, Optional<Lapse> lapse) {
        return making.pushed(Plots.asking(lapse))
                .pass(Plots.TO_THE_SLOT)
                .until(() -> making.are("approvals", "ASKED") && making.are("runs", "WAITING"));
    }

    private static Making rows(Making making, OnRowFailure onFailure) {
        return making.pushed(Plots.rows(onFailure)).pass(Plots.TO_THE_SLOT);
    }

    private static Making tableLeftOut(Making making) {
        return making.pushed(Plots.gatedTable())
                .pass(Plots.TO_THE_SLOT)
                .until("runs", "LEFT_OUT")
                .until(making::nothingIsDue)
                .pass(Duration.ofMinutes(15));
    }

    private static Making oneRowFailed(Making making, OnRowFailure onFailure) {
        return rows(making, onFailure)
                .flawed(flaws -> flaws.siteRefuses(true))
                .until(() -> making.count("outbox", "STUCK") == 1)
                .flawed(flaws -> flaws.siteRefuses(false))
                .until(() -> making.count("rows", "DONE") == 1 && making.count("rows", "FAILED") == 1);
    }

    private static Making uncertain(Making making) {
        return due(making)
                .diesAfter("generator.submit")
                .pass(Duration.ofMinutes(2))
                .until("reservations", "UNCERTAIN");
    }
}
