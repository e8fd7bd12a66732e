package dev.tickbox.simulation;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.world.Contents;
import dev.tickbox.world.MemorySource;
import java.time.Duration;
import java.util.List;

/** Feeds that have something else each time, and fail in every way that a source has. */
final class SourceModel implements Source {
    private final OutsideWorld outside;
    private int asked;

    SourceModel(OutsideWorld outside) {
        this.outside = outside;
    }

    /** A job of two feeds. */
    static List<Step> steps(String site, boolean skip) {
        FetchRequest feeds = FetchRequest.feed("https://a.test/feed", "https://b.test/feed");
        return List.of(
                new Step.Fetch("feeds", skip ? feeds.skipping() : feeds),
                Contents.generate(
                        "article", "Of {{#steps.feeds.rows}}{{title}} {{/steps.feeds.rows}}", new Output.Article()),
                new Step.Publish("publish", "article", site));
    }

    @Override
    public Reply fetch(SourceQuery query, Deadline deadline) {
        if (outside.goesWrong(300)) {
            return outside.chance.oneOf(
                    hanging(),
                    new Again("503"),
                    new Again("503"),
                    MemorySource.text(query.address(), "<!DOCTYPE html><title>Maintenance</title>"),
                    new Refused("more than 8 MiB"),
                    new Refused("10.0.0.1 is not public"));
        }
        return MemorySource.text(
                query.address(),
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"title\": \"entry " + asked++
                        + "\"}]}");
    }

    private Reply hanging() {
        outside.pass(Duration.ofSeconds(30));
        return new Again("it hangs");
    }
}
