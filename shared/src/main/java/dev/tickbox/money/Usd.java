package dev.tickbox.money;

import java.math.BigDecimal;
import java.util.Locale;

/** Dollars in text. */
public final class Usd {
    private static final int SMALL_MICRO_USD = 100;

    private Usd() {}

    /** Four digits, and six where four would hide it. */
    public static String of(long microUsd) {
        if (microUsd == 0) {
            return "$0";
        }
        boolean small = Math.abs(microUsd) < SMALL_MICRO_USD;
        return String.format(Locale.ROOT, small ? "$%.6f" : "$%.4f", microUsd / 1e6);
    }

    /** @return micro-dollars, of dollars as in {@code 2.50} */
    public static long parse(String dollars) {
        try {
            return new BigDecimal(dollars.strip()).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + dollars + "\" is not an amount of dollars as in 2.50", e);
        }
    }
}
