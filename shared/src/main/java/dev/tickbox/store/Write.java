package dev.tickbox.store;

/** One part of a commit. There is no unconditional overwrite, so no write can lose another's. */
public sealed interface Write {
    Ref ref();

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
}
