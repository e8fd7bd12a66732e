package dev.tickbox.transition;

import dev.tickbox.transition.Facets.Spec;
import dev.tickbox.transition.Machine.Try;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The words that the four tables share. */
final class Samples {
    private Samples() {}

    static <T> Spec<T> spec(Map<Class<?>, Spec<T>> specs, Class<?> type) {
        return Objects.requireNonNull(specs.get(type), () -> "nobody made a sample of " + type.getSimpleName());
    }

    static Try moved(Facets facets, Object state, Optional<String> reason, List<String> notes) {
        String more = notes.isEmpty() ? "" : "; " + String.join(", ", notes);
        String outcome = "→ " + Sealed.state(state.getClass())
                + reason.map(r -> "(" + r + ")").orElse("") + more;
        return new Try(facets, Optional.of(state.getClass()), outcome, reason);
    }

    static Try stays(Facets facets, String outcome) {
        return new Try(facets, Optional.empty(), outcome, Optional.empty());
    }
}
