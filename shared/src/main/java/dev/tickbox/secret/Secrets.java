package dev.tickbox.secret;

import java.util.Optional;

/** Looks a secret up by the name that the content file gives it, for one destination. */
public interface Secrets {
    /**
     * Empty if there is none: the operator must create it.
     *
     * @param address the complete address that the secret will be sent to
     * @throws Unavailable if it cannot be read now, or must not be sent to this address
     */
    Optional<String> find(String name, String address);

    /** Where the operator would put it. */
    default String where(String name) {
        return name;
    }

    /** @throws Missing when there is none */
    default String need(String name, String address) {
        return find(name, address).orElseThrow(() -> new Missing(name, where(name)));
    }

    /** There is no such secret; the message names it. */
    final class Missing extends RuntimeException {
        Missing(String name, String where) {
            super("there is no secret " + name + " (looked for " + where + ")");
        }
    }

    /** It cannot be used now; the message names it. */
    final class Unavailable extends RuntimeException {
        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
