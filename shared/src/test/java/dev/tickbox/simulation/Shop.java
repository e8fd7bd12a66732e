package dev.tickbox.simulation;

import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.generator.simulated.Vendor;
import dev.tickbox.store.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The vendor, with a journal of all that it sold: what it sells is counted here and checked against the model at once. */
final class Shop {
    private final Universe universe;
    private final Journal journal = Journal.inMemory();
    private final Faults faults;
    private final SimulatedVendor moody;
    private final SimulatedVendor calm;
    private final Duration listedAfter;

    private final Optional<WiredShop> wired;

    /** @param isWired sold over a socket; what is lost is then lost there */
    Shop(Universe universe, long seed, boolean isWired) {
        this.universe = universe;
        Chance chance = universe.outside.chance;
        boolean trouble = chance.perMille(600);
        boolean fails = chance.perMille(300);
        Duration longest = chance.oneOf(Duration.ofSeconds(45), Duration.ofMinutes(20), Duration.ofHours(9));
        this.faults = new Faults(
                Long.toString(seed),
                Duration.ofSeconds(5),
                longest,
                trouble ? chance.below(200) : 0,
                trouble ? chance.below(200) : 0,
                trouble ? chance.below(150) : 0,
                fails ? chance.below(150) : 0,
                fails ? chance.below(150) : 0,
                fails ? chance.below(100) : 0,
                chance.perMille(600));
        this.listedAfter = chance.oneOf(Duration.ZERO, Duration.ofSeconds(60));
        var clock = universe.outside.clock;
        Faults far = new Faults(
                faults.seed(),
                faults.latencyFrom(),
                longest,
                faults.tooMany(),
                0,
                0,
                faults.failed(),
                faults.incomplete(),
                faults.blocked(),
                faults.canBeAsked());
        this.moody = new SimulatedVendor(journal, clock, isWired ? far : faults);
        Faults none = new Faults(faults.seed(), Duration.ofSeconds(5), longest, 0, 0, 0, 0, 0, 0, faults.canBeAsked());
        this.calm = new SimulatedVendor(journal, clock, none);
        this.wired = isWired ? Optional.of(new WiredShop(universe, this, moody, calm, listedAfter)) : Optional.empty();
    }

    /** The shop as one process reaches it, near and far side. */
    Generator generator(Proc process) {
        return wired.map(shop -> shop.seenBy(process)).orElseGet(() -> new SimulatedGenerator(seenBy(process)));
    }

    void close() {
        wired.ifPresent(WiredShop::close);
    }

    boolean canBeAsked() {
        return faults.canBeAsked();
    }

    private SimulatedVendor now() {
        return universe.outside.isCalm() ? calm : moody;
    }

    private Vendor seenBy(Proc process) {
        return new Vendor() {
            @Override
            public Submission submit(Request request, String label) {
                return sold(process, label, () -> now().submit(request, label));
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
    Submission sold(Proc process, String label, Supplier<Submission> sale) {
        String key = universe.fences.sends(process.name(), label);
        universe.mayAct(process, "buys " + label);
        return process.call("vendor.submit", () -> take(process, label, key, sale));
    }

    private Submission take(Proc process, String label, String key, Supplier<Submission> sale) {
        int before = journal.read().size();
        Submission answer = sale.get();
        List<Fields> lines =
                journal.read().stream().skip(before).map(Fields::new).toList();
        universe.outside.tell(process.name() + ": the vendor takes " + label + " and answers "
                + answer.getClass().getSimpleName());
        for (Fields line : lines) {
            if (line.find("handle").isPresent()) {
                int attempt = Integer.parseInt(label.substring(label.lastIndexOf('-') + 1));
                universe.purchases.bought(key, attempt, Ending.valueOf(line.text("ending")));
                universe.money.charged(key, attempt, line.number("chargedMicroUsd"));
            }
        }
        return answer;
    }

    private Instant takenAt(String handle) {
        return journal.read().stream()
                .map(Fields::new)
                .filter(line -> line.findText("handle").filter(handle::equals).isPresent())
                .map(line -> Instant.ofEpochMilli(line.number("takenAt")))
                .findFirst()
                .orElseThrow();
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
