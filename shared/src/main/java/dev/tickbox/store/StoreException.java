package dev.tickbox.store;

/** The store could not be reached, or refuses: nothing of what was asked has happened. The message names the mend. */
public class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
