package dev.tickbox.crash;

import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.program.Steps;
import dev.tickbox.world.Contents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A job in Java: three steps, two generations out at once, two sites. It counts how often each step's body is run. */
final class Nightly implements Program {
    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();

    @Override
    public void run(Steps steps) {
        String topic = steps.step("topic", 1L, () -> counted("topic", "moss"));
        var left = steps.generate("left", request("Praise " + topic));
        var right = steps.generate("right", request("Blame " + topic));
        String both = steps.step(
                "both", List.of(left.text(), right.text()), () -> counted("both", left.text() + "\n\n" + right.text()));
        var article = new Article("Two views", "two-views", "Of " + topic, both);
        var garden = steps.publish("garden", "garden", article);
        var kitchen = steps.publish("kitchen", "kitchen", article);
        steps.step("told", List.of(garden.url(), kitchen.url()), () -> counted("told", "done"));
    }

    private static Request request(String prompt) {
        return new Request(Contents.MODEL, prompt, Optional.empty(), Optional.empty(), 2048);
    }

    private String counted(String step, String output) {
        bodies.merge(step, 1, Integer::sum);
        return output;
    }

    Map<String, Integer> bodies() {
        return Map.copyOf(bodies);
    }
}
