package dev.tickbox.interleaving;

import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.program.Steps;
import dev.tickbox.world.Contents;
import java.util.List;
import java.util.Optional;

/** A job in Java: a step that may fail, two generations out at once, two sites. */
record TwoViews(Flaws flaws) implements Program {
    @Override
    public void run(Steps steps) {
        String topic = steps.step("topic", 1L, this::topic);
        var left = steps.generate("left", request("Praise " + topic));
        var right = steps.generate("right", request("Blame " + topic));
        String both = steps.step("both", List.of(left.text(), right.text()), () -> left.text() + "\n\n" + right.text());
        String slug = "two-views-" + Integer.toHexString(steps.run().id().hashCode());
        var article = new Article("Two views", slug, "Of " + topic, both);
        var garden = steps.publish("garden", "garden", article);
        var kitchen = steps.publish("kitchen", "kitchen", article);
        steps.step("told", List.of(garden.url(), kitchen.url()), () -> "done");
    }

    private String topic() {
        if (flaws.programFails()) {
            throw new IllegalStateException("there is no topic yet");
        }
        return "moss";
    }

    private static Request request(String prompt) {
        return new Request(Contents.MODEL, prompt, Optional.empty(), Optional.empty(), 2048);
    }
}
