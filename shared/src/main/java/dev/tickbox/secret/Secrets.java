package dev.tickbox.secret;

import java.util.Optional;

/** Looks a secret up by the name that the content file gives it. */
public interface Secrets {
    Optional<String> find(String name);
}
