package dev.tickbox.vendor;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code POST …/interactions}, {@code GET …/interactions/ID}, {@code POST …/interactions/ID/cancel}. */
public record InteractionsRoute(SimulatedVendor vendor) implements Route {
    private static final Pattern PATH =
            Pattern.compile("/v1beta1?(?:/projects/[^/]+/locations/[^/]+)?/interactions(?:/([^/]+))?(/cancel)?");

    /** Where the label is among the labels. */
    public static final String LABEL = "tickbox";

    private static final String ID = "v1_";

    @Override
    public Optional<Reply> answer(Seen request) throws NoReply {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        if (request.header("x-goog-api-key").isEmpty()
                && request.header("authorization").isEmpty()) {
            return Optional.of(Reply.error(401, "unauthenticated", "who are you?"));
        }
        String id = path.group(1);
        if (id == null) {
            return request.isPost()
                    ? Optional.of(create(request.json()))
                    : request.path().contains("/projects/") ? Optional.of(list()) : Optional.empty();
        }
        String handle = id.startsWith(ID) ? id.substring(ID.length()) : id;
        if (path.group(2) != null) {
            vendor.cancel(handle);
        }
        return Optional.of(look(id, vendor.look(handle)));
    }

    private Reply create(Fields body) throws NoReply {
        if (!body.flag("background") || !body.flag("store")) {
            return Reply.error(400, "invalid_request", "only what is done in the background and stored is sold here");
        }
        return switch (vendor.submit(request(body), body.map("labels").text(LABEL))) {
            case Accepted a ->
                Reply.json(200, is(ID + a.handle(), "in_progress").values());
            case Refused a ->
                Reply.error(429, "rate_limit_exceeded", a.why())
                        .with(
                                "Retry-After",
                                "" + a.retryAfter().map(Duration::toSeconds).orElse(0L));
            case Unsure a -> throw new NoReply();
        };
    }

    /** As Vertex AI's preview does, without the labels; with a key there is no such thing. */
    private Reply list() {
        List<Map<String, Object>> listed = vendor.jobs().reversed().stream()
                .filter(job -> job.text("mode").equals(Mode.BACKGROUND.word()))
                .map(job -> is(ID + job.text("handle"), "in_progress")
                        .with(
                                "created",
                                Instant.ofEpochMilli(job.number("takenAt")).toString())
                        .values())
                .toList();
        return Reply.json(200, Map.of("interactions", listed));
    }

    private Fields labelled(String id, String status) {
        return vendor.jobs().stream()
                .filter(job -> id.equals(ID + job.text("handle")))
                .findFirst()
                .map(job -> is(id, status).with("labels", Map.of(LABEL, job.text("label"))))
                .orElseGet(() -> is(id, status));
    }

    private static Request request(Fields body) {
        Fields config = body.map("generation_config");
        return new Request(
                body.text("model"),
                body.text("input"),
                body.findText("system_instruction"),
                body.find("response_format")
                        .map(format -> Json.write(
                                body.map("response_format").map("schema").values())),
                Math.toIntExact(config.number("max_output_tokens")),
                config.findText("thinking_level"),
                Optional.empty(),
                Mode.BACKGROUND);
    }

    private Reply look(String id, Look look) {
        return switch (look) {
            case Pending l -> Reply.json(200, labelled(id, "in_progress").values());
            case Missing l -> Reply.error(404, "not_found", "there is no interaction " + id);
            case Unreachable l -> Reply.error(503, "unavailable", l.why());
            case Finished l -> Reply.json(200, finished(id, l).values());
        };
    }

    private Fields finished(String id, Finished look) {
        String status = switch (look.ending()) {
            case COMPLETED -> "completed";
            case INCOMPLETE -> "incomplete";
            case FAILED, BLOCKED -> "failed";
            case CANCELLED -> "cancelled";
        };
        String code = switch (look.ending()) {
            case FAILED -> "internal";
            case BLOCKED -> "safety";
            case COMPLETED, INCOMPLETE, CANCELLED -> "";
        };
        List<Map<String, Object>> steps = new ArrayList<>();
        steps.add(step("user_input", "what was asked"));
        look.text().ifPresent(text -> steps.add(step("model_output", text)));
        var usage = look.usage();
        long total = usage.inputTokens() + usage.outputTokens() + usage.thoughtTokens();
        return labelled(id, status)
                .with("model", look.model())
                .with("steps", steps)
                .with("errors", code.isEmpty() ? null : List.of(Map.of("code", code, "message", look.why())))
                .with(
                        "usage",
                        Map.of(
                                "total_input_tokens", usage.inputTokens(),
                                "total_output_tokens", usage.outputTokens(),
                                "total_thought_tokens", usage.thoughtTokens(),
                                "total_tokens", total));
    }

    private static Map<String, Object> step(String type, String text) {
        return Map.of("type", type, "content", List.of(Map.of("type", "text", "text", text)));
    }

    private static Fields is(String id, String status) {
        return Fields.NONE.with("id", id).with("object", "interaction").with("status", status);
    }
}
