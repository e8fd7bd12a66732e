package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A vendor in front of which a test stands: it counts every request, and answers some of them, or changes what is found, itself. */
public final class Gate implements Generator {
    private final Generator vendor;
    private final List<Request> asked = new ArrayList<>();
    private Function<Request, Optional<Submission>> answer = request -> Optional.empty();
    private UnaryOperator<Look> seen = look -> look;
    private UnaryOperator<Listing> listed = listing -> listing;

    public Gate(World world) {
        this.vendor = new SimulatedGenerator(world.vendor);
    }

    public synchronized void answer(Function<Request, Optional<Submission>> with) {
        answer = with;
    }

    public synchronized void open() {
        answer = request -> Optional.empty();
    }

    public synchronized void seen(UnaryOperator<Look> as) {
        seen = as;
    }

    public synchronized void listed(UnaryOperator<Listing> as) {
        listed = as;
    }

    /** What was asked for since this was last called. */
    public synchronized List<Request> asked() {
        List<Request> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    @Override
    public String kind() {
        return vendor.kind();
    }

    @Override
    public synchronized Submission submit(Request request, Label label, Deadline sendBy) {
        asked.add(request);
        return answer.apply(request).orElseGet(() -> vendor.submit(request, label, sendBy));
    }

    @Override
    public synchronized Look look(String handle) {
        return seen.apply(vendor.look(handle));
    }

    @Override
    public Listing list(Mode mode) {
        return listed.apply(vendor.list(mode));
    }

    @Override
    public void cancel(String handle) {
        vendor.cancel(handle);
    }
}
