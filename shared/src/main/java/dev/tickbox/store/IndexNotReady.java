package dev.tickbox.store;

/** A query needs an index that the store is still building. Nothing has to be done about it but to ask again later. */
public final class IndexNotReady extends StoreException {
    public IndexNotReady(String message, Throwable cause) {
        super(message, cause);
    }
}
