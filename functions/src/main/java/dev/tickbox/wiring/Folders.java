package dev.tickbox.wiring;

import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders that a process uses.
 *
 * @param content the folder that the {@code path} of a site is relative to, if there is one
 * @param simulated has one folder for each site, for simulated texts
 * @param cache for the clones of git sites
 */
public record Folders(Optional<Path> content, Optional<Path> simulated, Path cache) {
    /** With simulated texts beside the content. */
    public static Folders of(Optional<Path> content, Path cache) {
        return new Folders(content, content.map(folder -> folder.resolve(SitePublishers.SIMULATED_FOLDER)), cache);
    }
}
