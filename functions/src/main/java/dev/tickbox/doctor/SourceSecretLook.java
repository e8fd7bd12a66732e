package dev.tickbox.doctor;

import dev.tickbox.content.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The secret of one source. Nothing is sent to the source.
 *
 * @param job whose step it is
 * @param lacking why the source cannot be asked from here, if so
 */
public record SourceSecretLook(String job, Step.Fetch step, Function<Step.Fetch, Optional<String>> lacking)
        implements Look {
    @Override
    public String area() {
        return "source " + step.id() + " of " + job;
    }

    @Override
    public List<Finding> look() {
        return List.of(lacking.apply(step)
                .map(why -> Finding.bad(area(), why, "then run this again; until then the step is not fetched"))
                .orElseGet(() -> Finding.good(area(), "its secret is set")));
    }
}
