package dev.tickbox.world;

import dev.tickbox.Fields;
import dev.tickbox.store.ForwardingStore;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.util.List;
import java.util.function.Predicate;

/** A store in which something else happens once, directly before or after the first commit of a kind. */
public final class Interruption extends ForwardingStore {
    private final Predicate<List<Write>> at;
    private final boolean before;
    private final Runnable event;
    private boolean happened;

    private Interruption(Store store, Predicate<List<Write>> at, boolean before, Runnable event) {
        super(store);
        this.at = at;
        this.before = before;
        this.event = event;
    }

    public static Interruption before(Store store, Predicate<List<Write>> at, Runnable event) {
        return new Interruption(store, at, true, event);
    }

    public static Interruption after(Store store, Predicate<List<Write>> at, Runnable event) {
        return new Interruption(store, at, false, event);
    }

    /** Commits that bring a document of this collection into this state. */
    public static Predicate<List<Write>> into(String collection, String state) {
        return writes -> writes.stream()
                .anyMatch(write -> write.ref().in().toString().equals(collection)
                        && state.equals(fields(write).findText("state").orElse("")));
    }

    private static Fields fields(Write write) {
        return switch (write) {
            case Write.Create create -> create.fields();
            case Write.Update update -> update.fields();
            case Write.Delete _, Write.DeleteUnchanged _ -> Fields.NONE;
        };
    }

    public boolean happened() {
        return happened;
    }

    @Override
    public Outcome commit(List<Write> writes) {
        boolean now = !happened && at.test(writes);
        happened |= now;
        if (now && before) {
            event.run();
        }
        Outcome outcome = super.commit(writes);
        if (now && !before) {
            event.run();
        }
        return outcome;
    }
}
