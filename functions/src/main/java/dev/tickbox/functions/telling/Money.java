package dev.tickbox.functions.telling;

import dev.tickbox.reservation.Attempt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paid is known; at risk is what the vendor may have charged, or may yet charge, beyond it; wasted is paid for what nobody got. */
public record Money(long paidMicroUsd, long riskMicroUsd, long wastedMicroUsd) {
    public static final Money NONE = new Money(0, 0, 0);

    static Money of(Attempt attempt) {
        return new Money(attempt.paidMicroUsd(), attempt.riskMicroUsd(), attempt.wastedMicroUsd());
    }

    static Money of(List<Attempt> attempts) {
        return attempts.stream().map(Money::of).reduce(NONE, Money::plus);
    }

    Money plus(Money other) {
        return new Money(
                Math.addExact(paidMicroUsd, other.paidMicroUsd),
                Math.addExact(riskMicroUsd, other.riskMicroUsd),
                Math.addExact(wastedMicroUsd, other.wastedMicroUsd));
    }

    @Override
    public String toString() {
        return "paid " + Usd.of(paidMicroUsd) + " · at risk " + Usd.of(riskMicroUsd) + " · wasted "
                + Usd.of(wastedMicroUsd);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("paidMicroUsd", paidMicroUsd);
        map.put("atRiskMicroUsd", riskMicroUsd);
        map.put("wastedMicroUsd", wastedMicroUsd);
        return map;
    }
}
