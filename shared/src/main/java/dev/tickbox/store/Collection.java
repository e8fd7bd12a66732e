package dev.tickbox.store;

import java.util.Optional;

/** Where documents live: a root collection such as {@code runs}, or one below a document such as {@code runs/x/steps}. */
public record Collection(Optional<Ref> parent, String name) {
    public Collection {
        Ref.checkId(name);
    }

    public static Collection of(String name) {
        return new Collection(Optional.empty(), name);
    }

    public Ref ref(String id) {
        return new Ref(this, id);
    }

    /** For people and logs; adapters encode ids for themselves. */
    @Override
    public String toString() {
        return parent.map(ref -> ref + "/" + name).orElse(name);
    }
}
