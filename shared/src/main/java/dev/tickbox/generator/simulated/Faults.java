package dev.tickbox.generator.simulated;

import dev.tickbox.Hash;
import java.time.Duration;

/**
 * How the simulated vendor behaves. Chances are per mille of submissions, and depend on the seed, the label and how often that label
 * was sent, on nothing else.
 *
 * @param lostReplies accepted and charged, but the answer is lost
 * @param lostRequests never arrived, and the caller cannot know it
 * @param canBeAsked whether it lists what it has
 */
public record Faults(
        String seed,
        Duration latencyFrom,
        Duration latencyTo,
        int tooMany,
        int lostReplies,
        int lostRequests,
        int failed,
        int incomplete,
        int blocked,
        boolean canBeAsked) {
    public static final Faults NONE =
            new Faults("0", Duration.ofSeconds(15), Duration.ofSeconds(45), 0, 0, 0, 0, 0, 0, true);

    public Faults seeded(String newSeed) {
        return new Faults(
                newSeed,
                latencyFrom,
                latencyTo,
                tooMany,
                lostReplies,
                lostRequests,
                failed,
                incomplete,
                blocked,
                canBeAsked);
    }

    public Faults within(Duration from, Duration to) {
        return new Faults(seed, from, to, tooMany, lostReplies, lostRequests, failed, incomplete, blocked, canBeAsked);
    }

    public Faults refusing(int perMille) {
        return new Faults(
                seed,
                latencyFrom,
                latencyTo,
                perMille,
                lostReplies,
                lostRequests,
                failed,
                incomplete,
                blocked,
                canBeAsked);
    }

    public Faults losingReplies(int perMille) {
        return new Faults(
                seed, latencyFrom, latencyTo, tooMany, perMille, lostRequests, failed, incomplete, blocked, canBeAsked);
    }

    public Faults losingRequests(int perMille) {
        return new Faults(
                seed, latencyFrom, latencyTo, tooMany, lostReplies, perMille, failed, incomplete, blocked, canBeAsked);
    }

    public Faults failing(int perMille) {
        return new Faults(
                seed,
                latencyFrom,
                latencyTo,
                tooMany,
                lostReplies,
                lostRequests,
                perMille,
                incomplete,
                blocked,
                canBeAsked);
    }

    public Faults blocking(int perMille) {
        return new Faults(
                seed,
                latencyFrom,
                latencyTo,
                tooMany,
                lostReplies,
                lostRequests,
                failed,
                incomplete,
                perMille,
                canBeAsked);
    }

    public Faults askable(boolean lists) {
        return new Faults(
                seed, latencyFrom, latencyTo, tooMany, lostReplies, lostRequests, failed, incomplete, blocked, lists);
    }

    enum Fate {
        COMPLETED,
        TOO_MANY,
        LOST_REPLY,
        LOST_REQUEST,
        FAILED,
        INCOMPLETE,
        BLOCKED
    }

    Fate fate(String label, int timesSent) {
        int roll = number(1000, "fate", label, "" + timesSent);
        int[] chances = {tooMany, lostReplies, lostRequests, failed, incomplete, blocked};
        Fate[] fates = {Fate.TOO_MANY, Fate.LOST_REPLY, Fate.LOST_REQUEST, Fate.FAILED, Fate.INCOMPLETE, Fate.BLOCKED};
        for (int i = 0; i < chances.length; i++) {
            roll -= chances[i];
            if (roll < 0) {
                return fates[i];
            }
        }
        return Fate.COMPLETED;
    }

    Duration latency(String handle) {
        int spread = Math.toIntExact(latencyTo.minus(latencyFrom).toMillis()) + 1;
        return latencyFrom.plusMillis(number(spread, "latency", handle));
    }

    private int number(int bound, String... parts) {
        String hash = Hash.of("tickbox/simulated/1" + seed, parts);
        return Math.floorMod(Integer.parseUnsignedInt(hash.substring(0, 8), 16), bound);
    }
}
