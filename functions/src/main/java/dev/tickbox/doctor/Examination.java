package dev.tickbox.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at many things side by side, and waits for none of them longer than the patience.
 *
 * @param patience for all looks together
 */
public record Examination(Duration patience) {
    /** What a look that asks another system should wait for it: less than the patience, so that it can say itself who did not answer. */
    public Duration forOneAnswer() {
        return patience.multipliedBy(3).dividedBy(4);
    }

    /** In the order of the looks. */
    public List<Finding> of(List<Look> looks) {
        List<CompletableFuture<List<Finding>>> begun =
                looks.stream().map(Examination::begin).toList();
        CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            found.addAll(begun.get(i).getNow(List.of(hangs(looks.get(i)))));
        }
        return List.copyOf(found);
    }

    /** A daemon, so that a look which hangs does not keep the process. */
    private static CompletableFuture<List<Finding>> begin(Look look) {
        CompletableFuture<List<Finding>> found = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("look at " + look.area()).start(() -> found.complete(safely(look)));
        return found;
    }

    /** Whatever one look throws, the others are reported. */
    private static List<Finding> safely(Look look) {
        try {
            return look.look();
        } catch (RuntimeException | Error e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return List.of(
                    Finding.bad(look.area(), "cannot be looked at: " + why, "when that is mended, run this again"));
        }
    }

    private Finding hangs(Look look) {
        return Finding.bad(
                look.area(),
                "no answer within " + patience.toSeconds() + " s",
                "run this again; with more time: --timeout " + patience.toSeconds() * 5);
    }
}
