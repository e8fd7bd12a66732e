package dev.tickbox.source;

import java.util.Optional;
import java.util.Set;

/**
 * What to get.
 *
 * @param form what the answer will be read as
 * @param allowed hosts that the content allows on any address and port, if its deployment does so, too
 * @param namesHost whether the content itself names the host; one that a source named is never an allowed one
 */
public record SourceQuery(
        String address, SourceForm form, Optional<SourceSecret> secret, Set<String> allowed, boolean namesHost) {
    public SourceQuery {
        allowed = Set.copyOf(allowed);
    }
}
