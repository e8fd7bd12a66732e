package dev.tickbox.store;

import dev.tickbox.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One part of a commit. There is no unconditional overwrite, so no write can lose another's. */
public sealed interface Write {
    Ref ref();

    /** The field that an adapter may keep a document's commit ids in. */
    String COMMITS = "commits";

    /** A commit names each document once, so that "if absent" and "if unchanged" mean the state before it. */
    static void check(List<Write> writes) {
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("a commit without writes");
        }
        boolean remembered = writes.stream().anyMatch(write -> write instanceof Create || write instanceof Update);
        Set<Ref> seen = new HashSet<>();
        for (Write write : writes) {
            if (!seen.add(write.ref())) {
                throw new IllegalArgumentException("a commit writes " + write.ref() + " twice");
            }
            if (write instanceof DeleteUnchanged && !remembered) {
                throw new IllegalArgumentException("a commit that deletes " + write.ref()
                        + " if unchanged must also write a document, or a lost reply looks like a conflict");
            }
            if (fields(write).values().containsKey(COMMITS)) {
                throw new IllegalArgumentException(write.ref() + ": the field '" + COMMITS + "' is the store's own");
            }
        }
    }

    /** Only if absent. */
    record Create(Ref ref, Fields fields) implements Write {}

    /** Only if unchanged since {@code read}; the new fields replace all the old ones. */
    record Update(Document read, Fields fields) implements Write {
        @Override
        public Ref ref() {
            return read.ref();
        }
    }

    /** Whether it is there or not: sending it twice is harmless. */
    record Delete(Ref ref) implements Write {}

    /**
     * Only if unchanged since {@code read}. Such a commit also writes a document, whose commit ids tell a success whose reply was lost
     * from another's.
     */
    record DeleteUnchanged(Document read) implements Write {
        @Override
        public Ref ref() {
            return read.ref();
        }
    }

    private static Fields fields(Write write) {
        return switch (write) {
            case Create create -> create.fields();
            case Update update -> update.fields();
            case Delete _, DeleteUnchanged _ -> Fields.NONE;
        };
    }
}
