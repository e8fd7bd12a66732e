package dev.tickbox.crash;

import dev.tickbox.content.Site;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.world.World;
import java.util.List;
import java.util.function.Function;

/** Where a play publishes, with the sites' own count. */
interface Sites {
    Publisher of(Site site);

    /** How often this site changed. */
    int effects(String site);

    /** What it shows. */
    List<String> texts(String site);

    static Function<World, Sites> inMemory() {
        return world -> new Sites() {
            @Override
            public Publisher of(Site site) {
                return world.site(site.id());
            }

            @Override
            public int effects(String site) {
                return world.site(site).effects().size();
            }

            @Override
            public List<String> texts(String site) {
                return world.site(site).files().values().stream()
                        .map(file -> file.article().markdown())
                        .toList();
            }
        };
    }
}
