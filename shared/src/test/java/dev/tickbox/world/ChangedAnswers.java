package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A generator whose finished answers are changed on their way.
 *
 * @param change takes the handle and the answer
 */
public record ChangedAnswers(Generator generator, BiFunction<String, Finished, Finished> change) implements Generator {
    public static ChangedAnswers withText(Generator generator, String text) {
        return new ChangedAnswers(
                generator, (handle, f) -> new Finished(f.ending(), f.why(), Optional.of(text), f.model(), f.usage()));
    }

    @Override
    public String kind() {
        return generator.kind();
    }

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return generator.submit(request, label, sendBy);
    }

    @Override
    public Listing list(Mode mode) {
        return generator.list(mode);
    }

    @Override
    public void cancel(String handle) {
        generator.cancel(handle);
    }

    @Override
    public Look look(String handle) {
        return generator.look(handle) instanceof Finished finished
                ? change.apply(handle, finished)
                : generator.look(handle);
    }
}
