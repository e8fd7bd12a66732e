package dev.tickbox.cli;

import dev.tickbox.ledger.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person's word did, thing by thing. */
final class ActionResults {
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** @return whether it is so now */
    boolean add(String what, Change<?> change) {
        boolean so = switch (change) {
            case Change.Made<?> made -> true;
            case Change.NotMade<?> not -> !not.illegal();
            case Change.Absent<?> absent -> false;
        };
        if (so) {
            done.add(what);
        } else {
            refused.add(what + ": " + (change instanceof Change.NotMade<?> not ? not.why() : "it is gone"));
        }
        return so;
    }

    void did(String what) {
        done.add(what);
    }

    boolean refused() {
        return !refused.isEmpty();
    }

    boolean nothing() {
        return done.isEmpty() && refused.isEmpty();
    }

    /** Says what was done; what was refused is a complaint. */
    void tell(Console voice, Map<String, Object> map) {
        done.forEach(voice::say);
        if (refused()) {
            throw new UserError(String.join("\n", refused));
        }
        map.put("done", List.copyOf(done));
    }
}
