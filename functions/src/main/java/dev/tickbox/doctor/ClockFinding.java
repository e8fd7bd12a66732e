package dev.tickbox.doctor;

import dev.tickbox.Limits;
import java.time.Duration;
import java.time.Instant;

/** The clock of this machine, compared with the time that another system says. Leases and budgets rely on it. */
public final class ClockFinding {
    public static final String AREA = "clock";

    /** What a {@code Date} header and the way to it may blur. */
    private static final Duration BLUR = Duration.ofSeconds(3);

    private ClockFinding() {}

    /**
     * @param whose for instance {@code the vendor}
     * @param before when it was asked
     * @param after when its answer was here
     */
    public static Finding of(String whose, Instant theirs, Instant before, Instant after) {
        Duration off = before.minus(BLUR).isAfter(theirs)
                ? Duration.between(theirs, before)
                : theirs.isAfter(after.plus(BLUR)) ? Duration.between(theirs, after) : Duration.ZERO;
        String text = "the clock of this machine is "
                + (off.isZero()
                        ? "right, as " + whose + " has it"
                        : off.abs().toSeconds() + " s " + (off.isNegative() ? "behind" : "ahead of") + " that of "
                                + whose);
        if (off.isZero()) {
            return Finding.good(AREA, text);
        }
        String mend = "set it by NTP, for instance: timedatectl set-ntp true";
        return off.abs().compareTo(Limits.STANDARD.skew()) > 0
                ? Finding.bad(
                        AREA,
                        text + "; more than " + Limits.STANDARD.skew().toSeconds() + " s break what Tickbox promises",
                        mend)
                : Finding.warning(AREA, text, mend);
    }
}
