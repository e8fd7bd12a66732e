package dev.tickbox.doctor.cloud;

import dev.tickbox.Clock;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Messages that no publisher took, as Cloud Monitoring counts them. They are not read: that would delay others who do. */
record DeadLettersLook(Deployment deployment, Clock clock) implements Look {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Override
    public String area() {
        return "dead letters";
    }

    @Override
    public List<Finding> look() {
        String subscription = deployment.name("dead-letters");
        Instant now = clock.now();
        String filter = "metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
                + " AND resource.labels.subscription_id=\"" + subscription + "\"";
        RestAnswer<List<RestObject>> answer = deployment
                .api()
                .list(
                        "monitoring.googleapis.com",
                        "/v3/projects/" + deployment.project() + "/timeSeries?filter=" + GoogleApi.encoded(filter)
                                + "&interval.startTime=" + now.minus(WINDOW) + "&interval.endTime=" + now,
                        "timeSeries",
                        Right.METRICS);
        if (!(answer instanceof Found<List<RestObject>>(List<RestObject> series))) {
            Finding absent = Finding.warning(area(), "no metric counts them", CloudLooks.DEPLOY);
            return List.of(answer.trouble(area(), "their number", absent));
        }
        // The newest point comes first.
        long waiting = series.stream()
                .flatMap(each -> each.list("points").stream().limit(1))
                .flatMap(point -> point.at("value").text("int64Value").stream())
                .mapToLong(Long::parseLong)
                .sum();
        return List.of(
                waiting == 0
                        ? Finding.good(area(), "none is waiting")
                        : Finding.bad(
                                area(),
                                waiting + (waiting == 1 ? " is" : " are") + " waiting: their publisher did not take"
                                        + " them. The ledger still has each item",
                                "gcloud pubsub subscriptions pull " + subscription + " --project="
                                        + deployment.project() + " --limit=10 shows some"));
    }
}
