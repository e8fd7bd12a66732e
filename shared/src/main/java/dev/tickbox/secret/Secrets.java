package dev.tickbox.secret;

import java.util.Optional;

/** Looks a secret up by the name that the content file gives it. */
public interface Secrets {
    /**
     * Empty where there is none: a person must make it.
     *
     * @throws Unavailable when it cannot be read now
     */
    Optional<String> find(String name);

    /** Where a person would put it. */
    default String where(String name) {
        return name;
    }

    /** @throws Missing when there is none */
    default String need(String name) {
        return find(name).orElseThrow(() -> new Missing(name, where(name)));
    }

    /** There is no such secret; the message names it. */
    final class Missing extends RuntimeException {
        Missing(String name, String where) {
            super("there is no secret " + name + " (looked for " + where + ")");
        }
    }

    /** It cannot be read now; the message names it. */
    final class Unavailable extends RuntimeException {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
