package dev.tickbox.cli;

import dev.tickbox.ledger.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a command changed, and what it could not change, one line each. */
final class ActionResults {
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * @param what what was done, if it was
     * @param subject what was to be changed, for the refusal
     * @return whether the change was made, now or earlier
     */
    boolean add(String what, String subject, Change<?> change) {
        boolean made = switch (change) {
            case Change.Made<?> applied -> true;
            case Change.NotMade<?> not -> !not.illegal();
            case Change.Absent<?> absent -> false;
        };
        if (made) {
            done.add(what);
        } else {
            refused.add(subject + ": " + (change instanceof Change.NotMade<?> not ? not.why() : "it no longer exists"));
        }
        return made;
    }

    void did(String what) {
        done.add(what);
    }

    boolean any() {
        return !done.isEmpty();
    }

    boolean refused() {
        return !refused.isEmpty();
    }

    boolean nothing() {
        return done.isEmpty() && refused.isEmpty();
    }

    /** Prints what was done. Fails if anything was refused. */
    void tell(Console voice, Map<String, Object> map) {
        done.forEach(voice::say);
        if (refused()) {
            throw new UserError(String.join("\n", refused));
        }
        map.put("done", List.copyOf(done));
    }
}
