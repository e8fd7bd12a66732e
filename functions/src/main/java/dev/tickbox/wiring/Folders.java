package dev.tickbox.wiring;

import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process works on its disk.
 *
 * @param content the folder that a site's {@code path} starts from, where there is one
 * @param simulated holds a folder for each site, into which simulated texts go
 * @param cache where git sites keep what they fetched
 */
public record Folders(Optional<Path> content, Optional<Path> simulated, Path cache) {
    /** Simulated texts beside the content. */
    public static Folders of(Optional<Path> content, Path cache) {
        return new Folders(content, content.map(folder -> folder.resolve(SitePublishers.SIMULATED_FOLDER)), cache);
    }
}
