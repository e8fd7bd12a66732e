package dev.tickbox.vendor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET …/models}, some at a time, with the time of the vendor.
 *
 * @param pageSize how many models are on a page at most, however many are asked for
 */
public record ModelsRoute(List<String> models, int pageSize, Supplier<Instant> now) implements Route {
    @Override
    public Optional<Reply> answer(Seen request) {
        boolean vertex = request.path().equals("/v1beta1/publishers/google/models");
        if (!request.isGet() || !(vertex || request.path().equals("/v1beta/models"))) {
            return Optional.empty();
        }
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.get().atZone(ZoneOffset.UTC));
        return Optional.of(list(request, vertex).with("Date", date));
    }

    private Reply list(Seen request, boolean vertex) {
        boolean known = vertex
                ? request.header("authorization").isPresent()
                : request.header("x-goog-api-key").equals(Optional.of(TestKey.VALUE));
        if (!known) {
            return Reply.json(
                    400,
                    Map.of(
                            "error",
                            Map.of(
                                    "code",
                                    400,
                                    "message",
                                    "API key not valid: "
                                            + request.header("x-goog-api-key").orElse("none"),
                                    "status",
                                    "INVALID_ARGUMENT",
                                    "details",
                                    List.of(Map.of("reason", "API_KEY_INVALID")))));
        }
        int from = request.query("pageToken").map(Integer::parseInt).orElse(0);
        int to = Math.min(from + pageSize, models.size());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                vertex ? "publisherModels" : "models",
                models.subList(from, to).stream()
                        .map(name -> Map.of("name", (vertex ? "publishers/google/models/" : "models/") + name))
                        .toList());
        if (to < models.size()) {
            page.put("nextPageToken", "" + to);
        }
        return Reply.json(200, page);
    }
}
