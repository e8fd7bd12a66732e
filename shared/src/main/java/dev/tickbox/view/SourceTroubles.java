package dev.tickbox.view;

import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.NextTry;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fetch step with several addresses of which some fail.
 *
 * @param sources how many addresses it has
 * @param failing those that are tried again, and those that are not
 */
record SourceTroubles(String step, int sources, List<StepRecord> failing) {
    private static final int PAGE = 200;

    /** What the step of one address among several is called. */
    private static final Pattern PART = Pattern.compile("(?<step>.+)\\.[0-9a-f]{8}");

    static List<SourceTroubles> of(Store store, Document run) {
        // A retry with changed content asks an address anew, and what it said before stays recorded.
        Collection<StepRecord> parts = store
                .all(Query.of(StepRecord.of(run.ref().id()), PAGE))
                .stream()
                .map(StepRecord::read)
                .filter(record -> record.kind() == Kind.FETCH)
                .filter(record -> stepOf(record.step()).isPresent())
                .collect(Collectors.toMap(
                        StepRecord::step,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(StepRecord::createdAt)),
                        TreeMap::new))
                .values();
        Map<String, Set<String>> sources = new TreeMap<>();
        // What there was no time for is waited for and not recorded.
        Stream<String> waiting = run.fields().texts("waiting_for").stream()
                .filter(name -> name.startsWith("steps/"))
                .map(name -> name.replaceFirst("^steps/", "").replaceFirst("~.*", ""));
        Stream.concat(parts.stream().map(StepRecord::step), waiting)
                .forEach(part -> stepOf(part)
                        .ifPresent(step -> sources.computeIfAbsent(step, each -> new HashSet<>())
                                .add(part)));
        List<SourceTroubles> troubles = new ArrayList<>();
        sources.forEach((step, all) -> {
            List<StepRecord> failing = parts.stream()
                    .filter(record -> stepOf(record.step()).equals(Optional.of(step)))
                    .filter(record -> record.status() != Status.DONE)
                    .toList();
            if (!failing.isEmpty()) {
                troubles.add(new SourceTroubles(step, all.size(), failing));
            }
        });
        return troubles;
    }

    /** Whether it is the step of one address among several. */
    static boolean isOfSeveral(String part) {
        return stepOf(part).isPresent();
    }

    private static Optional<String> stepOf(String part) {
        Matcher matcher = PART.matcher(part);
        return matcher.matches() ? Optional.of(matcher.group("step")) : Optional.empty();
    }

    /** @param part a step of one address */
    boolean has(String part) {
        return stepOf(part).equals(Optional.of(step));
    }

    boolean isTriedAgain() {
        return next().isPresent();
    }

    private Optional<Instant> next() {
        return failing.stream()
                .flatMap(each -> each.nextTry().stream())
                .map(NextTry::at)
                .min(Instant::compareTo);
    }

    /** Such as {@code feeds: 3 of 40 sources fail; next try at …}. */
    String text(ReadableTime when) {
        return step + ": " + failing.size() + " of " + sources + " sources " + (failing.size() == 1 ? "fails" : "fail")
                + next().map(at -> "; next try at " + when.says(at)).orElse("");
    }

    List<String> lines(ReadableTime when) {
        List<String> lines = new ArrayList<>();
        lines.add(text(when));
        failing.forEach(each -> lines.add("  " + each.refersTo().orElse(each.step()) + "  "
                + each.nextTry()
                        .map(next -> next.failures() + (next.failures() == 1 ? " try" : " tries") + ", next at "
                                + when.says(next.at()))
                        .orElse("not tried again before a retry of the run")
                + each.error().map(why -> ": " + why).orElse("")));
        return lines;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step);
        map.put("sources", sources);
        map.put(
                "failing",
                failing.stream()
                        .map(each -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            each.refersTo().ifPresent(address -> one.put("address", address));
                            each.error().ifPresent(why -> one.put("why", why));
                            each.nextTry().ifPresent(next -> {
                                one.put("failures", next.failures());
                                one.put("nextTry", next.at().toString());
                            });
                            return one;
                        })
                        .toList());
        return map;
    }
}
