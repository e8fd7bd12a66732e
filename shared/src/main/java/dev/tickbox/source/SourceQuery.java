package dev.tickbox.source;

import java.util.Optional;
import java.util.Set;

/**
 * What to get.
 *
 * @param form what the answer will be read as
 * @param allowed hosts that the content allows on any address and port; a deployment has a list of its own instead
 */
public record SourceQuery(String address, SourceForm form, Optional<SourceSecret> secret, Set<String> allowed) {
    public SourceQuery {
        allowed = Set.copyOf(allowed);
    }
}
