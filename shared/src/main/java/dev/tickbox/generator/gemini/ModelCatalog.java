package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.generator.gemini.HttpExchange.Answer;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.SafeHttp.SafeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The models that an account may use. To ask for them costs nothing, and shows whether the account is accepted. */
public final class ModelCatalog {
    private static final int PAGES_AT_MOST = 20;
    private static final int PAGE = 200;
    private static final int OK = 200;
    private static final String PREFIXES = "^(publishers/google/)?models/";

    /** @param date the time of the vendor, if it says one */
    public record Asked(Listing listing, Optional<Instant> date) {}

    public sealed interface Listing {}

    /** @param complete whether a model that is not in it does not exist */
    public record Models(Set<String> names, boolean complete) implements Listing {}

    /** The account is not accepted; it contains no part of a key. */
    public record Refused(String why) implements Listing {}

    /** It contains no part of a key. */
    public record NoAnswer(String why) implements Listing {}

    private final Access access;
    private final OkHttpClient http;

    private ModelCatalog(Access access, Duration timeout) {
        this.access = access;
        this.http = SafeHttp.client(timeout);
    }

    /** @param timeout of each call; a vendor with many models is asked for several pages */
    public static Asked ask(Access access, Duration timeout) {
        return new ModelCatalog(access, timeout).ask();
    }

    private Asked ask() {
        Set<String> names = new TreeSet<>();
        Optional<Instant> date = Optional.empty();
        Optional<String> next = Optional.empty();
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            Optional<String> from = next;
            switch (HttpExchange.ask(() -> fetch(from))) {
                case Failed<Integer> failed -> {
                    return new Asked(new NoAnswer(access.hide(words(failed.cause()))), date);
                }
                case Done<Integer>(Integer status, Optional<Answer> answer) -> {
                    date = answer.flatMap(ModelCatalog::date);
                    Optional<Map<String, Object>> body =
                            answer.filter(each -> each.status() == OK).flatMap(ModelCatalog::json);
                    if (body.isEmpty()) {
                        return new Asked(refusal(status, answer), date);
                    }
                    names.addAll(names(body.get()));
                    next = token(body.get());
                }
            }
            if (next.isEmpty()) {
                break;
            }
        }
        boolean all = next.isEmpty() && access.who() instanceof Access.Key;
        return new Asked(new Models(names, all), date);
    }

    private int fetch(Optional<String> token) {
        try {
            String query = "?pageSize=" + PAGE
                    + token.map(each -> "&pageToken=" + URLEncoder.encode(each, StandardCharsets.UTF_8))
                            .orElse("");
            Request.Builder request = new Request.Builder();
            switch (access.who()) {
                case Access.Key who -> {
                    String host = access.host();
                    request.url(trimmed(host) + "/v1beta/models" + query).header("x-goog-api-key", who.key());
                }
                case Access.Vertex who -> {
                    URI address = URI.create(trimmed(access.host()) + "/v1beta1/publishers/google/models" + query);
                    request.url(address.toString()).header("x-goog-user-project", who.project());
                    GoogleCredentials credentials = who.credentials().orElseGet(SafeClient::defaultCredentials);
                    credentials
                            .getRequestMetadata(address)
                            .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
                }
            }
            try (Response response = http.newCall(request.build()).execute()) {
                return response.code();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String trimmed(String host) {
        return host.replaceAll("/+$", "");
    }

    private Listing refusal(int status, Optional<Answer> answer) {
        Optional<VendorError> error = answer.flatMap(VendorError::of);
        String words =
                access.hide(error.map(VendorError::text).orElse("HTTP " + status + ", not in the words of the vendor"));
        return error.filter(each -> each.whom() == Whom.ACCOUNT).isPresent() ? new Refused(words) : new NoAnswer(words);
    }

    private static String words(RuntimeException failure) {
        Throwable cause = failure instanceof UncheckedIOException io && io.getCause() != null ? io.getCause() : failure;
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static Optional<Map<String, Object>> json(Answer answer) {
        try {
            return Optional.of(Json.parseObject(answer.body()));
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    private static List<String> names(Map<String, Object> body) {
        List<String> names = new ArrayList<>();
        for (String key : List.of("models", "publisherModels")) {
            if (body.get(key) instanceof List<?> list) {
                for (Object each : list) {
                    if (each instanceof Map<?, ?> model && model.get("name") instanceof String name) {
                        names.add(name.replaceFirst(PREFIXES, ""));
                    }
                }
            }
        }
        return names;
    }

    private static Optional<String> token(Map<String, Object> body) {
        return body.get("nextPageToken") instanceof String token && !token.isEmpty()
                ? Optional.of(token)
                : Optional.empty();
    }

    private static Optional<Instant> date(Answer answer) {
        return answer.header("date").flatMap(value -> {
            try {
                return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
