package dev.tickbox.endtoend;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.functions.FunctionContext;
import dev.tickbox.functions.PublishFunction;
import dev.tickbox.functions.ReclaimFunction;
import dev.tickbox.functions.SubmitFunction;
import java.time.Duration;

/**
 * The real functions with seconds where they have minutes, so that a lease runs out within a test: the same checks of the limits against
 * each other hold. It stands in the test tree, so that no variable of a deployment can shorten a lease.
 */
public final class ShortLimits implements HttpFunction {
    static final String WHICH = "TICKBOX_TEST_FUNCTION";

    /** The longest time for which the outcome of a purchase may be unknown: its lease, then the grace. */
    static final Limits LIMITS = new Limits(
            9,
            200,
            80,
            90,
            Duration.ofMillis(500),
            Duration.ofMillis(1500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofHours(50),
            Duration.ofDays(55),
            Duration.ofHours(72),
            Duration.ofSeconds(6),
            Duration.ofSeconds(7),
            Duration.ofMinutes(1),
            50,
            Duration.ofSeconds(3),
            Duration.ofMillis(5500),
            Duration.ofHours(72),
            Duration.ofHours(24),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            200,
            8 * 1024 * 1024,
            10_000);

    private final HttpFunction function;

    public ShortLimits() {
        FunctionContext deployed =
                new FunctionContext(Clock.system(), Ids.system(), System.getenv(), LIMITS, System.out);
        String which = String.valueOf(System.getenv(WHICH));
        this.function = switch (which) {
            case "submit" -> new SubmitFunction(deployed);
            case "reclaim" -> new ReclaimFunction(deployed);
            default -> new PublishFunction(deployed);
        };
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws Exception {
        function.service(request, response);
    }
}
