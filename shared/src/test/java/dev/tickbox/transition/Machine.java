package dev.tickbox.transition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the state machines, with samples of everything that it can be in and of everything that can happen. */
interface Machine {
    String name();

    /** The sealed hierarchies, from which the product is made. */
    Class<?> stateType();

    Class<?> eventType();

    Map<Class<?>, ?> stateSpecs();

    Map<Class<?>, ?> eventSpecs();

    /** Every sample of one state with one event. */
    List<Try> tries(Class<?> state, Class<?> event);

    /**
     * What one sample came to.
     *
     * @param target the state after it, if it moved
     * @param outcome for the table
     * @param reason of being stuck, for the diagram
     */
    record Try(Facets facets, Optional<Class<?>> target, String outcome, Optional<String> reason) {}

    default List<Class<?>> states() {
        return Sealed.leaves(stateType());
    }

    default List<Class<?>> events() {
        return Sealed.leaves(eventType());
    }

    static List<Machine> all() {
        return List.of(
                new ReservationMachine(),
                new OutboxMachine(),
                new RunMachine(),
                new ApprovalMachine(),
                new ChannelMachine());
    }
}
