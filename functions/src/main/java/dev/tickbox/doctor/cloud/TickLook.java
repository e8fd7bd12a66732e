package dev.tickbox.doctor.cloud;

import dev.tickbox.Clock;
import dev.tickbox.content.Schedule;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One tick in the cloud: its service, and the schedules that start it: when each last ran and how that ended.
 *
 * @param tick {@code submit} or {@code reclaim}
 * @param wanted when the content wants it; empty if there is no content
 */
record TickLook(Deployment deployment, String tick, Optional<Schedule> wanted, Clock clock) implements Look {
    /** A tick takes minutes, and Cloud Scheduler shows its end. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final List<String> ENDINGS = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    @Override
    public String area() {
        return "tick " + tick;
    }

    @Override
    public List<Finding> look() {
        ServiceFindings check = new ServiceFindings(deployment, area());
        String name = deployment.name(tick);
        RestAnswer<Service> answer = deployment.service(name);
        if (!(answer instanceof Found<Service>(Service service))) {
            return List.of(answer.trouble(area(), "the service " + name, check.absent(name)));
        }
        List<Finding> found = new ArrayList<>(check.of(service));
        found.addAll(check.sameImage(service));
        if (found.isEmpty()) {
            found.add(Finding.good(area(), "revision " + service.revision() + " serves"));
        }
        RestAnswer<List<RestObject>> schedules = deployment.schedules();
        if (schedules instanceof Found<List<RestObject>>(List<RestObject> all)) {
            found.addAll(schedules(all, service, check));
        } else {
            found.add(schedules.trouble(area(), "the schedules", noSchedule()));
        }
        return found;
    }

    private Finding noSchedule() {
        return Finding.bad(area(), "there is no schedule " + deployment.name(tick), CloudLooks.DEPLOY);
    }

    /** A reclaim tick that is divided has a schedule for each share. */
    private List<Finding> schedules(List<RestObject> all, Service service, ServiceFindings check) {
        List<RestObject> own = all.stream()
                .filter(each -> each.shortName().matches(Pattern.quote(deployment.name(tick)) + "(-[0-9]+)?"))
                .toList();
        List<Finding> found = new ArrayList<>();
        for (RestObject job : own) {
            List<Finding> wrong = new ArrayList<>(settings(job));
            RestObject target = job.at("httpTarget");
            wrong.addAll(check.letsIn(
                    service,
                    "the schedule " + job.shortName(),
                    target.text("uri").orElse(""),
                    target.at("oidcToken")));
            found.addAll(wrong);
            found.add(last(job));
        }
        return own.isEmpty() ? List.of(noSchedule()) : found;
    }

    private List<Finding> settings(RestObject job) {
        List<Finding> found = new ArrayList<>();
        String state = job.text("state").orElse("?");
        if (!state.equals("ENABLED")) {
            found.add(Finding.warning(
                    area(),
                    "the schedule " + job.shortName() + " is " + state,
                    "gcloud scheduler jobs resume " + job.shortName() + deployment.place("location")));
        }
        Optional<String> cron = job.text("schedule");
        wanted.map(Schedule::cron)
                .filter(each -> !cron.equals(Optional.of(each)))
                .ifPresent(each -> found.add(Finding.warning(
                        area(),
                        job.shortName() + " runs at " + cron.orElse("?") + ", and the content wants " + each,
                        CloudLooks.DEPLOY)));
        return found;
    }

    private Finding last(RestObject job) {
        String logs = "gcloud run services logs read " + deployment.name(tick) + deployment.place("region");
        Optional<Instant> last = job.text("lastAttemptTime").flatMap(TickLook::time);
        if (last.isEmpty()) {
            return Finding.warning(
                    area(),
                    job.shortName() + " has never run",
                    "gcloud scheduler jobs run " + job.shortName() + deployment.place("location"));
        }
        String ran = job.shortName() + " last ran at " + last.get();
        int code = job.at("status").text("code").map(Integer::parseInt).orElse(0);
        if (code != 0) {
            return Finding.bad(
                    area(),
                    ran + " and failed: " + (code < ENDINGS.size() ? ENDINGS.get(code) : "code " + code)
                            + job.at("status")
                                    .text("message")
                                    .map(words -> " (" + words + ")")
                                    .orElse(""),
                    logs);
        }
        boolean isEnabled = job.text("state").equals(Optional.of("ENABLED"));
        return isEnabled && missed(job, last.get())
                ? Finding.bad(area(), ran + ", and not since, though it was due", logs)
                : Finding.good(area(), ran + " and ended well");
    }

    private boolean missed(RestObject job, Instant last) {
        try {
            return job.text("schedule")
                    .flatMap(cron -> new Schedule(cron, ZoneOffset.UTC)
                            .latest(
                                    last.plus(Duration.ofMinutes(1)),
                                    clock.now().minus(LATE)))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
