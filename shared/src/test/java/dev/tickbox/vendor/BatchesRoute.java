package dev.tickbox.vendor;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST …/models/M:batchGenerateContent}, {@code GET …/batches}, {@code GET …/batches/ID}, {@code POST …/batches/ID:cancel}.
 * Jobs of another mode are not here.
 *
 * @param pageAtMost jobs on one page of a listing, whatever is asked for
 * @param listedAfter how long a job that was taken is in no listing
 */
public record BatchesRoute(SimulatedVendor vendor, Clock clock, int pageAtMost, Duration listedAfter) implements Route {
    private static final Pattern CREATE = Pattern.compile("/v1beta/models/([^/:]+):batchGenerateContent");
    private static final Pattern JOB = Pattern.compile("/v1beta/batches/([^/:]+)(:cancel)?");
    private static final String LIST = "/v1beta/batches";

    @Override
    public Optional<Reply> answer(Seen request) throws NoReply {
        Matcher create = CREATE.matcher(request.path());
        Matcher job = JOB.matcher(request.path());
        boolean list = request.path().equals(LIST) && !request.isPost();
        boolean mine = create.matches() || job.matches() || list;
        if (!mine) {
            return Optional.empty();
        }
        if (request.header("x-goog-api-key").isEmpty()) {
            return Optional.of(Reply.error(401, "unauthenticated", "who are you?"));
        }
        if (create.matches()) {
            return Optional.of(create(create.group(1), request.json().map("batch")));
        }
        if (list) {
            return Optional.of(page(request));
        }
        if (job.group(2) != null) {
            vendor.cancel(job.group(1));
            return Optional.of(Reply.json(200, Map.of()));
        }
        return Optional.of(look(job.group(1)));
    }

    private Reply create(String model, Fields batch) throws NoReply {
        List<Fields> requests = batch.map("inputConfig").map("requests").list("requests");
        if (requests.size() != 1) {
            return Reply.error(400, "INVALID_ARGUMENT", "one request to a job is sold here, not " + requests.size());
        }
        String label = batch.text("displayName");
        return switch (vendor.submit(request(model, requests.getFirst().map("request")), label)) {
            case Accepted a -> Reply.json(200, operation(a.handle(), label, "BATCH_STATE_PENDING", model, Fields.NONE));
            case Refused a ->
                Reply.error(429, "RESOURCE_EXHAUSTED", a.why())
                        .with(
                                "Retry-After",
                                "" + a.retryAfter().map(Duration::toSeconds).orElse(0L));
            case Unsure a -> throw new NoReply();
        };
    }

    private static Request request(String model, Fields request) {
        Fields config = request.map("generationConfig");
        Fields thinking = config.find("thinkingConfig").isPresent() ? config.map("thinkingConfig") : Fields.NONE;
        return new Request(
                model,
                text(request.list("contents").getFirst()),
                request.find("systemInstruction").map(each -> text(request.map("systemInstruction"))),
                config.find("responseJsonSchema").map(Json::write),
                Math.toIntExact(config.number("maxOutputTokens")),
                thinking.findText("thinkingLevel"),
                config.find("temperature").map(number -> ((Number) number).doubleValue()),
                Mode.BATCH);
    }

    private static String text(Fields content) {
        return content.list("parts").getFirst().text("text");
    }

    /** The newest first, as they are asked for; the token says how many were shown. */
    private Reply page(Seen request) {
        Instant listed = clock.now().minus(listedAfter);
        List<Fields> jobs = vendor.jobs().reversed().stream()
                .filter(job -> job.text("mode").equals(Mode.BATCH.word()))
                .filter(job -> !Instant.ofEpochMilli(job.number("takenAt")).isAfter(listed))
                .toList();
        int from = request.query("pageToken").map(Integer::parseInt).orElse(0);
        int asked = request.query("pageSize").map(Integer::parseInt).orElse(pageAtMost);
        int to = Math.min(jobs.size(), from + Math.min(asked, pageAtMost));
        Fields page = Fields.NONE.with(
                "operations",
                jobs.subList(from, to).stream().map(this::operation).toList());
        return Reply.json(200, (to < jobs.size() ? page.with("nextPageToken", "" + to) : page).values());
    }

    private Reply look(String handle) {
        return vendor.jobs().stream()
                .filter(job ->
                        job.text("handle").equals(handle) && job.text("mode").equals(Mode.BATCH.word()))
                .findFirst()
                .map(job -> Reply.json(200, operation(job)))
                .orElseGet(() -> Reply.error(404, "NOT_FOUND", "there is no batch " + handle));
    }

    private Map<String, Object> operation(Fields job) {
        boolean done = !clock.now().isBefore(Instant.ofEpochMilli(job.number("doneAt")));
        return operation(
                job.text("handle"),
                job.text("label"),
                done ? "BATCH_STATE_SUCCEEDED" : "BATCH_STATE_RUNNING",
                job.text("model"),
                done ? Fields.NONE.with("output", BatchOutput.of(job)) : Fields.NONE);
    }

    private static Map<String, Object> operation(String handle, String label, String state, String model, Fields more) {
        Fields metadata = Fields.NONE
                .with("displayName", label)
                .with("state", state)
                .with("model", "models/" + model)
                .with("createTime", "2026-11-21T06:00:00.123456789Z");
        return Fields.NONE
                .with("name", "batches/" + handle)
                .with("metadata", metadata.with("output", more.find("output")).values())
                .values();
    }
}
