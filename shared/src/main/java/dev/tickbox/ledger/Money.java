package dev.tickbox.ledger;

import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.run.Run;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Paid is known; at risk is what the vendor may have charged, or may yet charge, beyond it; wasted is paid for what never reached a site,
 * whatever the reason; saved is what the same would have cost more at the list price. Protected is paid for texts that were kept when
 * something failed later, and that reached a site all the same: who starts over buys them again.
 */
public record Money(
        long paidMicroUsd, long riskMicroUsd, long wastedMicroUsd, long savedMicroUsd, long protectedMicroUsd) {
    public static final Money NONE = new Money(0, 0, 0, 0, 0);

    public static Money of(Attempt attempt, RunEnd end) {
        boolean inVain = end.withoutPublication() || end.turnedDown(attempt);
        long wasted = inVain ? attempt.paidMicroUsd() : attempt.wastedMicroUsd();
        long kept = inVain ? 0 : end.failed().map(attempt::usedBeforeMicroUsd).orElse(0L);
        return new Money(attempt.paidMicroUsd(), attempt.riskMicroUsd(), wasted, attempt.savedMicroUsd(), kept);
    }

    public static Money of(List<Attempt> attempts, RunEnd end) {
        return attempts.stream().map(each -> of(each, end)).reduce(NONE, Money::plus);
    }

    public Money plus(Money other) {
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

    /**
     * What became of a run, as far as its money goes.
     *
     * @param withoutPublication it has ended, and no site shows anything of it
     * @param turnedDown the hashes of its texts that a person rejected, or that nobody approved in time
     * @param failed when it last failed in a way that it survived: its driver died, its step failed, or its publication was begun anew
     * @param taken the steps whose texts other runs have taken over, and published or may yet publish
     */
    public record RunEnd(
            boolean withoutPublication, Set<String> turnedDown, Optional<Instant> failed, Set<String> taken) {
        private static final RunEnd GONE = new RunEnd(false, Set.of(), Optional.empty(), Set.of());
        private static final int PAGE = 200;

        public static RunEnd of(Run run, List<Item> items, List<Approval> approvals) {
            boolean shown = items.stream().anyMatch(item -> item.state() instanceof Item.Published);
            Optional<Instant> failed = Stream.concat(
                            run.resumedAt().stream(), items.stream().flatMap(item -> item.retriedAt().stream()))
                    .max(Instant::compareTo);
            Set<String> turnedDown = approvals.stream()
                    .filter(Approval::isTurnedDown)
                    .map(approval -> approval.question().text())
                    .collect(Collectors.toSet());
            return new RunEnd(!shown && hasEnded(run), turnedDown, failed, Set.of());
        }

        /** Of the money of one step, or of the rows of its table. */
        public RunEnd ofStep(String step) {
            return new RunEnd(withoutPublication && !taken.contains(step), turnedDown, failed, Set.of());
        }

        private boolean turnedDown(Attempt attempt) {
            return attempt.handles().stream()
                    .flatMap(handle -> handle.result().stream())
                    .anyMatch(result -> result.used()
                            && result.body().filter(turnedDown::contains).isPresent());
        }

        /**
         * What is being removed has ended before. A run that is gone has no money here any more. What a row cost was of use if its run
         * published anything: most rows are read and not published.
         */
        public static RunEnd read(Store store, String run) {
            String root = RunId.rootOf(run);
            Optional<Run> own = store.get(RunDocument.ref(run)).map(RunDocument::read);
            Optional<Run> ended = store.get(RunDocument.ref(root)).map(RunDocument::read);
            if (own.isEmpty() || ended.isEmpty()) {
                return GONE;
            }
            RunEnd end = of(own.get(), items(store, run), approvals(store, run));
            RunEnd ofRoot = new RunEnd(
                            hasEnded(ended.get()) && !isShown(store, root), end.turnedDown(), end.failed(), Set.of())
                    .with(store, root);
            return RunId.isRow(run) ? ofRoot.ofStep(RunId.stepOf(run)) : ofRoot;
        }

        /** Of the rows of this run, as far as it is the same for all. */
        static RunEnd ofRows(Store store, String root) {
            return store.get(RunDocument.ref(root))
                    .map(RunDocument::read)
                    .map(run -> new RunEnd(hasEnded(run) && !isShown(store, root), Set.of(), Optional.empty(), Set.of())
                            .with(store, root))
                    .orElse(GONE);
        }

        private static boolean isShown(Store store, String root) {
            return isShown(store, "run", root) || isShown(store, "root", root);
        }

        private static boolean isShown(Store store, String by, String run) {
            Query shown = Query.of(ItemDocument.ALL, 1).where(by, run).where("state", ItemState.PUBLISHED);
            return !store.query(shown).documents().isEmpty();
        }

        /** With what became of it in the runs that have taken it over. */
        public RunEnd with(Store store, String run) {
            return new RunEnd(
                    withoutPublication, turnedDown, failed, withoutPublication ? usedSteps(store, run) : Set.of());
        }

        /** What other runs have taken over of it, and published or may yet publish. */
        public static Set<String> usedSteps(Store store, String run) {
            Set<String> used = new HashSet<>();
            for (Document later : store.all(Query.of(RunDocument.ALL, PAGE).where("taken_from", run))) {
                RunEnd end = read(store, later.ref().id());
                RunDocument.read(later).takenOver().orElseThrow().steps().stream()
                        .filter(step -> !end.ofStep(step).withoutPublication())
                        .forEach(used::add);
            }
            return used;
        }

        private static List<Item> items(Store store, String run) {
            return store.all(Query.of(ItemDocument.ALL, PAGE).where("run", run)).stream()
                    .map(ItemDocument::read)
                    .toList();
        }

        private static List<Approval> approvals(Store store, String run) {
            return Approvals.of(store, run).stream().map(ApprovalDocument::read).toList();
        }

        private static boolean hasEnded(Run run) {
            return switch (run.state()) {
                case Run.Done _, Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> true;
                case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _ -> false;
            };
        }
    }
}
