package dev.tickbox.endtoend;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.Limits.FetchLimits;
import dev.tickbox.Limits.NoticeLimits;
import dev.tickbox.Limits.PublishLimits;
import dev.tickbox.Limits.PurchaseLimits;
import dev.tickbox.Limits.RunLimits;
import dev.tickbox.Limits.TickLimits;
import dev.tickbox.Limits.VendorLimits;
import dev.tickbox.Pauses;
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

    private static final Pauses SHORT_PAUSES = new Pauses(Duration.ofMillis(300), Duration.ofSeconds(2));

    /** The longest time for which the outcome of a purchase may be unknown: its lease, then the grace. */
    static final Limits LIMITS = new Limits(
            new PurchaseLimits(
                    /* attempts= */ 9,
                    /* sendWindow= */ Duration.ofMillis(1500),
                    /* lease= */ Duration.ofSeconds(4),
                    /* settling= */ Duration.ofSeconds(1),
                    /* uncertainGrace= */ Duration.ofSeconds(2),
                    /* billed= */ SHORT_PAUSES,
                    /* dailyMicroUsd= */ Long.MAX_VALUE),
            new VendorLimits(
                    /* outstanding= */ 200,
                    /* batchJobs= */ 80,
                    /* callTimeout= */ Duration.ofSeconds(2),
                    /* look= */ new Pauses(Duration.ofMillis(300), Duration.ofSeconds(1)),
                    /* missingGrace= */ Duration.ofMinutes(10),
                    /* overdue= */ Duration.ofHours(50),
                    /* retention= */ Duration.ofDays(55),
                    /* outage= */ Duration.ofHours(72),
                    /* rest= */ SHORT_PAUSES),
            new RunLimits(
                    /* lease= */ Duration.ofSeconds(7),
                    /* stepTime= */ Duration.ofMinutes(1),
                    /* lostDrivers= */ 50,
                    /* recheck= */ Duration.ofSeconds(5),
                    /* steps= */ 10_000,
                    /* keepDays= */ 90),
            new PublishLimits(
                    /* timeout= */ Duration.ofSeconds(3),
                    /* lease= */ Duration.ofMillis(5500),
                    /* age= */ Duration.ofHours(72),
                    /* unclaimed= */ Duration.ofHours(24)),
            new FetchLimits(
                    /* call= */ Duration.ofSeconds(2),
                    /* drive= */ Duration.ofSeconds(3),
                    /* patience= */ Duration.ofHours(6),
                    /* skipPatience= */ Duration.ofMinutes(15),
                    /* redirects= */ 5,
                    /* bytes= */ 8 * 1024 * 1024,
                    /* atOnceOfHost= */ 2,
                    /* heldAtOnce= */ 3),
            NoticeLimits.STANDARD,
            new TickLimits(/* budget= */ Duration.ofSeconds(6), /* batch= */ 200),
            /* failure= */ SHORT_PAUSES,
            /* skew= */ Duration.ofMillis(500),
            /* bodyBytes= */ 8 * 1024 * 1024);

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
