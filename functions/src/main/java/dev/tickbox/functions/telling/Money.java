package dev.tickbox.functions.telling;

import dev.tickbox.reservation.Attempt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Paid is known; at risk is what the vendor may have charged, or may yet charge, beyond it; wasted is paid for what nobody got; saved
 * is what the same would have cost more at the list price. Protected is paid for texts that were kept when something failed later: who
 * starts over buys them again.
 */
public record Money(
        long paidMicroUsd, long riskMicroUsd, long wastedMicroUsd, long savedMicroUsd, long protectedMicroUsd) {
    public static final Money NONE = new Money(0, 0, 0, 0, 0);

    /** @param failed when its run was last resumed, or a publication of it last retried */
    static Money of(Attempt attempt, Optional<Instant> failed) {
        return new Money(
                attempt.paidMicroUsd(),
                attempt.riskMicroUsd(),
                attempt.wastedMicroUsd(),
                attempt.savedMicroUsd(),
                failed.map(attempt::usedBeforeMicroUsd).orElse(0L));
    }

    static Money of(List<Attempt> attempts, Optional<Instant> failed) {
        return attempts.stream().map(each -> of(each, failed)).reduce(NONE, Money::plus);
    }

    Money plus(Money other) {
        return new Money(
                Math.addExact(paidMicroUsd, other.paidMicroUsd),
                Math.addExact(riskMicroUsd, other.riskMicroUsd),
                Math.addExact(wastedMicroUsd, other.wastedMicroUsd),
                Math.addExact(savedMicroUsd, other.savedMicroUsd),
                Math.addExact(protectedMicroUsd, other.protectedMicroUsd));
    }

    @Override
    public String toString() {
        return "paid " + Usd.of(paidMicroUsd) + " · at risk " + Usd.of(riskMicroUsd) + " · wasted "
                + Usd.of(wastedMicroUsd)
                + (savedMicroUsd == 0 ? "" : " · saved by batch " + Usd.of(savedMicroUsd))
                + (protectedMicroUsd == 0 ? "" : " · protected " + Usd.of(protectedMicroUsd));
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("paidMicroUsd", paidMicroUsd);
        map.put("atRiskMicroUsd", riskMicroUsd);
        map.put("wastedMicroUsd", wastedMicroUsd);
        map.put("savedByBatchMicroUsd", savedMicroUsd);
        map.put("protectedMicroUsd", protectedMicroUsd);
        return map;
    }
}
