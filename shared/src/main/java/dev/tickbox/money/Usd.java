package dev.tickbox.money;

import java.util.Locale;

/** Money as a person reads it. */
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
}
