package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ReservationDocument;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What one run may cost, with its rows, counted when the vendor sells something to it. */
final class Caps {
    private final Watch watch;
    private final Function<String, Optional<Long>> caps;
    private final Set<String> sold = new HashSet<>();

    /** @param caps by job */
    Caps(Watch watch, Function<String, Optional<Long>> caps) {
        this.watch = watch;
        this.caps = caps;
    }

    void bought(String key, int attempt) {
        sold.add(AttemptDocument.ref(key, attempt).id());
        watch.get(ReservationDocument.ref(key)).ifPresent(reservation -> check(reservation.fields(), key));
    }

    private void check(Fields reservation, String key) {
        String run = reservation.text("run");
        Optional<Long> most = caps.apply(reservation.text("job")).map(cap -> RunId.isRow(run) ? cap / 5 * 4 : cap);
        long spent = sold.stream()
                .flatMap(id -> watch.get(AttemptDocument.ALL.ref(id)).stream())
                .filter(attempt -> RunId.rootOf(attempt.fields().text("run")).equals(RunId.rootOf(run)))
                .mapToLong(attempt -> attempt.fields().number("paid_micro_usd")
                        + attempt.fields().number("risk_micro_usd"))
                .sum();
        Check.RUN_CAP.unless(
                most.isEmpty() || spent <= most.get(),
                () -> key + " is bought for " + run + ", which costs up to " + spent + ", and may " + most.get());
    }
}
