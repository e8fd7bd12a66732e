package dev.tickbox.simulation;

import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import dev.tickbox.run.Program;
import dev.tickbox.run.Steps;
import dev.tickbox.tick.Parts;
import dev.tickbox.world.Contents;
import java.util.Optional;

/** A user's own program: two texts out at once, one article of both. A later version of it gives the article another title. */
final class Nightly {
    private Nightly() {}

    static Parts.Code version(int version) {
        Program program = steps -> {
            String topic = steps.step(
                    "topic", steps.run().id(), () -> "the day " + steps.run().date());
            Steps.Generation one = steps.generate("one", request("One side of " + topic));
            Steps.Generation two = steps.generate("two", request("The other side of " + topic));
            String text = one.text() + two.text();
            String slug = steps.run().id().replaceAll("[^a-zA-Z0-9]+", "-");
            steps.publish("publish", steps.run().site(), new Article("Version " + version, slug, "", text))
                    .url();
        };
        return new Parts.Code(program, "code" + version);
    }

    private static Request request(String prompt) {
        return new Request(Contents.MODEL, prompt, Optional.empty(), Optional.empty(), 2048);
    }
}
