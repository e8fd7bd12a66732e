package dev.tickbox.generator.simulated;

import dev.tickbox.Hash;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the simulated vendor behaves. What happens to a submission depends on the seed, the label and how often that label was sent, on
 * nothing else.
 *
 * @param chances per mille of submissions; what is not named here is completed
 * @param canBeAsked whether it lists what it has
 */
public record Faults(
        String seed, Duration latencyFrom, Duration latencyTo, Map<Fate, Integer> chances, boolean canBeAsked) {
    public static final Faults NONE = new Faults("0", Duration.ofSeconds(15), Duration.ofSeconds(45), Map.of(), true);

    /** What can happen to a submission. */
    public enum Fate {
        TOO_MANY,
        /** Accepted and charged, but the answer is lost. */
        LOST_REPLY,
        /** Never arrived, and the caller cannot know it. */
        LOST_REQUEST,
        FAILED,
        INCOMPLETE,
        BLOCKED,
        COMPLETED
    }

    public Faults {
        chances = Map.copyOf(chances);
    }

    public Faults seeded(String newSeed) {
        return new Faults(newSeed, latencyFrom, latencyTo, chances, canBeAsked);
    }

    public Faults within(Duration from, Duration to) {
        return new Faults(seed, from, to, chances, canBeAsked);
    }

    public Faults askable(boolean lists) {
        return new Faults(seed, latencyFrom, latencyTo, chances, lists);
    }

    public Faults with(Fate fate, int perMille) {
        Map<Fate, Integer> changed = new EnumMap<>(Fate.class);
        changed.putAll(chances);
        changed.put(fate, perMille);
        return new Faults(seed, latencyFrom, latencyTo, changed, canBeAsked);
    }

    public Faults refusing(int perMille) {
        return with(Fate.TOO_MANY, perMille);
    }

    public Faults losingReplies(int perMille) {
        return with(Fate.LOST_REPLY, perMille);
    }

    public Faults losingRequests(int perMille) {
        return with(Fate.LOST_REQUEST, perMille);
    }

    public Faults failing(int perMille) {
        return with(Fate.FAILED, perMille);
    }

    public Faults blocking(int perMille) {
        return with(Fate.BLOCKED, perMille);
    }

    public int chance(Fate fate) {
        return chances.getOrDefault(fate, 0);
    }

    Fate fate(String label, int timesSent) {
        int roll = number(1000, "fate", label, "" + timesSent);
        for (Fate fate : Fate.values()) {
            roll -= chance(fate);
            if (roll < 0) {
                return fate;
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
