package dev.tickbox.simulation;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.vendor.OverTheWire;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop behind a socket, and the real SDK in front of it: what goes wrong on the way goes wrong at the socket. */
final class WiredVendor implements AutoCloseable {
    private static final Reply BUSY = Reply.error(503, "unavailable", TestKey.TOLD);
    private static final Reply HTML = new Reply(200, Map.of("Content-Type", "text/html"), "<html>" + TestKey.TOLD);

    private final Universe universe;
    private final VendorModel shop;
    private final OverTheWire moody;
    private final OverTheWire calm;

    WiredVendor(
            Universe universe, VendorModel shop, SimulatedVendor moody, SimulatedVendor calm, Duration listedAfter) {
        this.universe = universe;
        this.shop = shop;
        this.moody = new OverTheWire(moody, universe.outside.clock, listedAfter, Optional.empty());
        this.calm = new OverTheWire(calm, universe.outside.clock, listedAfter, Optional.empty());
    }

    private OverTheWire now() {
        return universe.outside.isCalm() ? calm : moody;
    }

    /** The shop as one process reaches it. */
    Generator seenBy(Proc process) {
        return new Generator() {
            @Override
            public String kind() {
                return moody.generator().kind();
            }

            /** Once the deadline was looked at, the request is on its way, and arrives within a call's time or never. */
            @Override
            public Submission submit(Request request, Label label, Deadline sendBy) {
                if (sendBy.passed()) {
                    return new Refused("the send window was over", false, Whom.REQUEST, Optional.empty());
                }
                return shop.sold(process, request, label.text(), () -> {
                    breakTheNext(Seen::buys);
                    return now().generator()
                            .submit(request, label, universe.outside.clock.deadline(Duration.ofMinutes(1)));
                });
            }

            @Override
            public Look look(String handle) {
                if (universe.outside.goesWrong(50)) {
                    String journaled = handle.substring(handle.indexOf("sim-"));
                    Reply wrong =
                            shop.isFresh(journaled) ? Reply.error(404, "not_found", "there is no such job") : BUSY;
                    now().fake().plan(each -> !each.isPost(), new WireFault.Instead(wrong, false));
                }
                return now().generator().look(handle);
            }

            @Override
            public Listing list(Mode mode) {
                if (mode == Mode.BATCH) {
                    breakTheNext(each -> !each.isPost());
                }
                return now().generator().list(mode);
            }

            @Override
            public void cancel(String handle) {
                now().generator().cancel(handle);
            }
        };
    }

    private void breakTheNext(java.util.function.Predicate<Seen> of) {
        if (universe.outside.goesWrong(120)) {
            List<WireFault> faults = List.of(
                    new WireFault.ResetAfter(true),
                    new WireFault.ResetAfter(false),
                    new WireFault.Cut(universe.outside.chance.below(80)),
                    new WireFault.Instead(BUSY, true),
                    new WireFault.Instead(HTML, universe.outside.chance.perMille(500)));
            now().fake().plan(of, universe.outside.chance.pick(faults));
        }
    }

    @Override
    public void close() {
        moody.close();
        calm.close();
    }
}
