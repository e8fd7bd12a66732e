package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Faults.Fate;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The vendor, with a journal of all that it sold: what it sells is counted here and checked against the model at once. */
final class VendorModel {
    static final String NO_SUCH_MODEL = "404 no such model";

    private final Universe universe;
    private final Journal journal = Journal.inMemory();
    private final Faults faults;
    private final SimulatedVendor moody;
    private final SimulatedVendor calm;
    private final Duration listedAfter;
    private final Set<String> gone = new HashSet<>();
    private final List<Sold> sold = new ArrayList<>();

    /** One job, and what it was sold for. */
    record Sold(String key, int attempt, String handle, Instant doneAt) {}

    private final Optional<WiredVendor> wired;

    /** @param isWired sold over a socket; what is lost is then lost there */
    VendorModel(Universe universe, long seed, boolean isWired) {
        this.universe = universe;
        Chance chance = universe.outside.chance;
        boolean trouble = chance.perMille(600);
        boolean fails = chance.perMille(300);
        Duration longest = chance.oneOf(Duration.ofSeconds(45), Duration.ofMinutes(20), Duration.ofHours(9));
        this.faults = Faults.NONE
                .seeded(Long.toString(seed))
                .within(Duration.ofSeconds(5), longest)
                .refusing(trouble ? chance.below(200) : 0)
                .losingReplies(trouble ? chance.below(200) : 0)
                .losingRequests(trouble ? chance.below(150) : 0)
                .failing(fails ? chance.below(150) : 0)
                .with(Fate.INCOMPLETE, fails ? chance.below(150) : 0)
                .blocking(fails ? chance.below(100) : 0)
                .askable(chance.perMille(600));
        this.listedAfter = chance.oneOf(Duration.ZERO, Duration.ofSeconds(60));
        var clock = universe.outside.clock;
        Faults far = faults.losingReplies(0).losingRequests(0);
        this.moody = new SimulatedVendor(journal, clock, isWired ? far : faults);
        Faults none = Faults.NONE
                .seeded(faults.seed())
                .within(faults.latencyFrom(), longest)
                .askable(faults.canBeAsked());
        this.calm = new SimulatedVendor(journal, clock, none);
        this.wired =
                isWired ? Optional.of(new WiredVendor(universe, this, moody, calm, listedAfter)) : Optional.empty();
    }

    /** The shop as one process reaches it, near and far side. */
    Generator generator(Proc process) {
        Generator vendor =
                wired.map(shop -> shop.seenBy(process)).orElseGet(() -> new SimulatedGenerator(seenBy(process)));
        return new SickVendor(universe, process, vendor);
    }

    void close() {
        wired.ifPresent(WiredVendor::close);
    }

    boolean canBeAsked() {
        return faults.canBeAsked();
    }

    private SimulatedVendor now() {
        return universe.outside.isCalm() ? calm : moody;
    }

    private VendorPort seenBy(Proc process) {
        return new VendorPort() {
            @Override
            public Submission submit(Request request, String label) {
                return sold(process, request, label, () -> now().submit(request, label));
            }

            @Override
            public Look look(String handle) {
                if (universe.outside.goesWrong(50)) {
                    return isFresh(handle) ? new Missing() : new Unreachable("503");
                }
                return now().look(handle);
            }

            @Override
            public Listing list() {
                return universe.outside.goesWrong(50) ? new NoAnswer("503") : listed(now().list());
            }

            @Override
            public void cancel(String handle) {
                now().cancel(handle);
            }
        };
    }

    /** Only who may send sends; what is sold in that moment was sold for this. */
    Submission sold(Proc process, Request request, String label, Supplier<Submission> sale) {
        String key = universe.fences.sends(process.name(), label);
        universe.stops.acts(process.name(), "buys " + label, key);
        return process.call(
                "vendor.submit", () -> turnedAway(request).orElseGet(() -> take(process, label, key, sale)));
    }

    /** Nothing is bought, whether the answer says so or not. */
    private Optional<Submission> turnedAway(Request request) {
        if (gone.contains(request.model())) {
            return Optional.of(new Refused(NO_SUCH_MODEL + ": " + request.model(), true, Optional.empty()));
        }
        if (universe.outside.has(Sickness.BUSY)) {
            return Optional.of(new Refused("503 overloaded", false, Optional.empty()));
        }
        if (universe.outside.has(Sickness.LONG_REST)) {
            return Optional.of(new Refused("429 quota", false, Optional.of(Duration.ofDays(3))));
        }
        return universe.outside.has(Sickness.ERRORS) && !universe.outside.chance.perMille(100)
                ? Optional.of(new Unsure("500 internal error"))
                : Optional.empty();
    }

    /** From now on, and for good. */
    void discontinue(String model) {
        gone.add(model);
        universe.outside.tell("the vendor no longer has " + model);
    }

    boolean hasDiscontinued(String model) {
        return gone.contains(model);
    }

    /** When the last of what was sold so far is finished. */
    Optional<Instant> finishedAt() {
        return sold.stream().map(Sold::doneAt).max(Instant::compareTo);
    }

    private Submission take(Proc process, String label, String key, Supplier<Submission> sale) {
        int before = journal.read().size();
        Submission answer = universe.outside.has(Sickness.ERRORS) ? unclear(sale.get()) : sale.get();
        List<Fields> lines =
                journal.read().stream().skip(before).map(Fields::new).toList();
        universe.outside.tell(process.name() + ": the vendor takes " + label + " and answers "
                + answer.getClass().getSimpleName());
        for (Fields line : lines) {
            if (line.find("handle").isPresent()) {
                int attempt = Integer.parseInt(label.substring(label.lastIndexOf('-') + 1));
                sold.add(new Sold(key, attempt, line.text("handle"), Instant.ofEpochMilli(line.number("doneAt"))));
                universe.rows.bought(key);
                universe.caps.bought(key, attempt);
                universe.purchases.bought(key, attempt, Ending.valueOf(line.text("ending")));
                universe.money.charged(key, attempt, line.number("chargedMicroUsd"));
            }
        }
        return answer;
    }

    /** Something that was sold for this is not finished, or was only a moment ago. */
    boolean isAtWork(String key) {
        Instant recently = universe.outside.now().minus(Duration.ofMinutes(20));
        return sold.stream()
                .anyMatch(each -> each.key().equals(key) && each.doneAt().isAfter(recently));
    }

    /** One of the jobs that are finished, if there is any. */
    Optional<Sold> anyFinished() {
        List<Sold> finished = sold.stream()
                .filter(each -> each.doneAt().isBefore(universe.outside.now()))
                .toList();
        return finished.isEmpty() ? Optional.empty() : Optional.of(universe.outside.chance.pick(finished));
    }

    private static Submission unclear(Submission answer) {
        return answer instanceof Accepted ? new Unsure("500 internal error") : answer;
    }

    /** @param handle as the ledger knows it, which may say more than the vendor's own name of a job */
    private Fields job(String handle) {
        return journal.read().stream()
                .map(Fields::new)
                .filter(line -> line.findText("handle").filter(handle::endsWith).isPresent())
                .findFirst()
                .orElseThrow();
    }

    String label(String handle) {
        return job(handle).text("label");
    }

    private Instant takenAt(String handle) {
        return Instant.ofEpochMilli(job(handle).number("takenAt"));
    }

    /** An early "no such job" after a good reply has been seen in the wild, and passed. */
    boolean isFresh(String handle) {
        return takenAt(handle).plus(Duration.ofMinutes(20)).isAfter(universe.outside.now());
    }

    /** A job may be missing from the listing for a while after it was taken. */
    private Listing listed(Listing listing) {
        if (!(listing instanceof Complete all)) {
            return listing;
        }
        Map<String, List<String>> shown = new TreeMap<>();
        all.byLabel()
                .forEach((label, handles) -> handles.stream()
                        .filter(each -> !takenAt(each).plus(listedAfter).isAfter(universe.outside.now()))
                        .forEach(each -> shown.computeIfAbsent(label, name -> new ArrayList<>())
                                .add(each)));
        return new Complete(shown);
    }
}
