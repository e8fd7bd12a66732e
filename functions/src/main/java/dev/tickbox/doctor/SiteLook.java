package dev.tickbox.doctor;

import dev.tickbox.content.Site;
import dev.tickbox.publisher.Reach;
import java.util.List;
import java.util.function.Function;

/**
 * One site: a dry run of a publication.
 *
 * @param reach asks the site
 */
public record SiteLook(Site site, Function<Site, Reach> reach) implements Look {
    @Override
    public String area() {
        return "site " + site.id();
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (reach.apply(site)) {
                    case Reach.Open(String how) -> Finding.good(area(), how);
                    case Reach.Closed(String why) ->
                        Finding.bad(area(), why, "then run this again; until then its texts are not published");
                    case Reach.NoAnswer(String why) ->
                        Finding.bad(area(), why, "check the address and the network of this machine");
                });
    }
}
