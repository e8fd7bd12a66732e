package dev.tickbox.content;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to make for a site, and when.
 *
 * @param site its own; the first one that it publishes on, if it names none
 * @param model for every generation that names no other
 * @param steps in order; empty exactly when {@code javaClass} is there
 * @param catchUpAll every missed slot, not only the latest
 * @param system the system instruction for every generation that has no other
 * @param maxMicroUsd what one run may cost, if the content says
 * @param vars the file's {@code vars} with the job's own over them, each as written
 */
public record Job(
        String id,
        String site,
        Timing timing,
        String model,
        List<Step> steps,
        Optional<String> javaClass,
        OnUncertain onUncertain,
        OnIncomplete onIncomplete,
        boolean catchUpAll,
        int maxTokens,
        Optional<String> system,
        Optional<Long> maxMicroUsd,
        SortedMap<String, VarValue> vars) {
    public static final int DEFAULT_MAX_TOKENS = 8192;

    public Job {
        steps = List.copyOf(steps);
        vars = Collections.unmodifiableSortedMap(new TreeMap<>(vars));
        if (steps.isEmpty() != javaClass.isPresent()) {
            throw new IllegalArgumentException(id + " needs steps or a class, and not both");
        }
    }

    /** With the defaults of the content file. */
    public static Job of(String id, String site, Schedule schedule, String model, List<Step> steps) {
        return standard(id, site, schedule, model, steps, Optional.empty());
    }

    /** The same of a job in Java. */
    public static Job inJava(String id, String site, Schedule schedule, String model, String javaClass) {
        return standard(id, site, schedule, model, List.of(), Optional.of(javaClass));
    }

    private static Job standard(
            String id, String site, Schedule schedule, String model, List<Step> steps, Optional<String> javaClass) {
        return new Job(
                id,
                site,
                new Timing(Optional.of(schedule), schedule.zone(), true),
                model,
                steps,
                javaClass,
                OnUncertain.RESUBMIT,
                OnIncomplete.HOLD,
                /* catchUpAll= */ false,
                DEFAULT_MAX_TOKENS,
                /* system= */ Optional.empty(),
                /* maxMicroUsd= */ Optional.empty(),
                Collections.emptySortedMap());
    }

    /** Also those that a step does for each row. */
    public List<Step> allSteps() {
        return steps.stream().flatMap(Step::all).toList();
    }

    /** Whose slots get runs; empty where runs are made by hand only. */
    public Optional<Schedule> schedule() {
        return timing.schedule().filter(schedule -> timing.enabled());
    }

    /** Where its articles go. A class says that only while it runs: what it is for is its own site. */
    public Set<String> sites() {
        Set<String> sites = new LinkedHashSet<>();
        for (Step step : allSteps()) {
            if (step instanceof Step.Publish publish) {
                sites.add(publish.site());
            }
        }
        return sites.isEmpty() ? Set.of(site) : Collections.unmodifiableSet(sites);
    }

    /** Of its schedule, and of the dates of its runs. */
    public ZoneId zone() {
        return timing.zone();
    }

    public Job with(Schedule changed) {
        return with(new Timing(Optional.of(changed), changed.zone(), timing.enabled()));
    }

    public Job with(Timing changed) {
        return with(changed, steps, onUncertain, onIncomplete, catchUpAll, maxTokens);
    }

    public Job with(List<Step> changed) {
        return with(timing, changed, onUncertain, onIncomplete, catchUpAll, maxTokens);
    }

    public Job with(OnUncertain changed) {
        return with(timing, steps, changed, onIncomplete, catchUpAll, maxTokens);
    }

    public Job with(OnIncomplete changed) {
        return with(timing, steps, onUncertain, changed, catchUpAll, maxTokens);
    }

    public Job with(SortedMap<String, VarValue> changed) {
        return new Job(
                id,
                site,
                timing,
                model,
                steps,
                javaClass,
                onUncertain,
                onIncomplete,
                catchUpAll,
                maxTokens,
                system,
                maxMicroUsd,
                changed);
    }

    public Job withCatchUpAll(boolean all) {
        return with(timing, steps, onUncertain, onIncomplete, all, maxTokens);
    }

    public Job withMaxTokens(int atMost) {
        return with(timing, steps, onUncertain, onIncomplete, catchUpAll, atMost);
    }

    public Job withMaxMicroUsd(long most) {
        return new Job(
                id,
                site,
                timing,
                model,
                steps,
                javaClass,
                onUncertain,
                onIncomplete,
                catchUpAll,
                maxTokens,
                system,
                Optional.of(most),
                vars);
    }

    private Job with(
            Timing when, List<Step> what, OnUncertain uncertain, OnIncomplete incomplete, boolean all, int atMost) {
        return new Job(
                id, site, when, model, what, javaClass, uncertain, incomplete, all, atMost, system, maxMicroUsd, vars);
    }

    /**
     * When runs are made.
     *
     * @param schedule without one, runs are made by hand only
     * @param enabled whether the schedule makes runs
     */
    public record Timing(Optional<Schedule> schedule, ZoneId zone, boolean enabled) {
        public Timing {
            zone = Schedule.named(zone);
            if (schedule.isPresent() && !schedule.get().zone().equals(zone)) {
                throw new IllegalArgumentException(
                        "a schedule in " + schedule.get().zone() + " of a job in " + zone);
            }
        }
    }

    /** What to do with an output that the vendor cut short: wait for a person, take it as it is, or buy once more with twice the tokens. */
    public enum OnIncomplete {
        HOLD,
        PUBLISH,
        RETRY
    }

    /** What to do when it is unknown whether the vendor has a request: buy again and book the risk, or wait for the operator. */
    public enum OnUncertain {
        RESUBMIT,
        HOLD
    }
}
