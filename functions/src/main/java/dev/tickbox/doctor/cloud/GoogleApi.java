package dev.tickbox.doctor.cloud;

import com.google.auth.oauth2.GoogleCredentials;
import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.doctor.ClockFinding;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.cloud.RestAnswer.Absent;
import dev.tickbox.doctor.cloud.RestAnswer.Denied;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import dev.tickbox.doctor.cloud.RestAnswer.NoAnswer;
import dev.tickbox.doctor.cloud.RestAnswer.NotSignedIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.concurrent.atomic.AtomicReference;

/** Questions to Google's APIs: GET alone, once each, with a deadline, without redirects. */
public final class GoogleApi {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final int PAGES_AT_MOST = 20;
    private static final int WHY = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    /** The headers by which Google knows who asks. */
    public interface Credentials {
        Map<String, List<String>> headers(URI address) throws IOException;
    }

    private final HttpClient http;
    private final String project;
    private final Optional<URI> standIn;
    private final Credentials credentials;
    private final Clock clock;
    private final Duration timeout;
    private final AtomicReference<Optional<Finding>> compared = new AtomicReference<>(Optional.empty());

    /**
     * @param standIn has every API below its host's name, as in {@code http://127.0.0.1:8080/run.googleapis.com/…}; it gets no credentials
     * @param timeout of each call
     */
    public GoogleApi(String project, Optional<URI> standIn, Credentials credentials, Clock clock, Duration timeout) {
        this.project = project;
        this.standIn = standIn;
        this.credentials = standIn.isPresent() ? address -> Map.of() : credentials;
        this.clock = clock;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Those of {@code gcloud auth application-default login}, of a service account's file, or of the machine. Found at the first call. */
    public static Credentials applicationDefault() {
        return new Credentials() {
            private Optional<GoogleCredentials> found = Optional.empty();

            @Override
            public synchronized Map<String, List<String>> headers(URI address) throws IOException {
                if (found.isEmpty()) {
                    found = Optional.of(
                            GoogleCredentials.getApplicationDefault().createScoped(SCOPE));
                }
                return found.get().getRequestMetadata(address);
            }
        };
    }

    String project() {
        return project;
    }

    /** @param path with its query, such as {@code /v1/projects/p/secrets/s} */
    RestAnswer<RestObject> get(String host, String path, Right right) {
        URI address = URI.create(standIn.map(base -> base + "/" + host).orElse("https://" + host) + path);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
            credentials
                    .headers(address)
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            Instant before = clock.now();
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            compare(response, before);
            return answer(response, host, right);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return why.contains("default credentials") ? new NotSignedIn<>(why) : new NoAnswer<>(host + ": " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoAnswer<>("interrupted");
        }
    }

    /** How the clock of this machine compares with that of the first answer. */
    Optional<Finding> clock() {
        return compared.get();
    }

    private void compare(HttpResponse<String> response, Instant before) {
        if (compared.get().isEmpty()) {
            Instant after = clock.now();
            compared.set(response.headers()
                    .firstValue("date")
                    .flatMap(GoogleApi::time)
                    .map(date -> ClockFinding.of("Google", date, before, after)));
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * All pages of a list.
     *
     * @param path with its query, if it has one
     * @param key under which the elements are
     */
    RestAnswer<List<RestObject>> list(String host, String path, String key, Right right) {
        List<RestObject> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            String more = next.map(token -> (path.contains("?") ? "&" : "?") + "pageToken=" + encoded(token))
                    .orElse("");
            RestAnswer<RestObject> answer = get(host, path + more, right);
            if (!(answer instanceof Found<RestObject>(RestObject body))) {
                return answer.map(none -> List.of());
            }
            found.addAll(body.list(key));
            next = body.text("nextPageToken");
            if (next.isEmpty()) {
                break;
            }
        }
        return new Found<>(List.copyOf(found));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private RestAnswer<RestObject> answer(HttpResponse<String> response, String host, Right right) {
        RestObject body = parsed(response.body());
        RestObject error = body.at("error");
        String words = Shortened.words(error.text("message").orElse("HTTP " + response.statusCode()), WHY);
        return switch (response.statusCode()) {
            case OK -> new Found<>(body);
            case NOT_FOUND -> new Absent<>();
            case UNAUTHORIZED -> new NotSignedIn<>(words);
            case FORBIDDEN -> isOff(error) ? off(host) : denied(right, words);
            default -> new NoAnswer<>(host + " answered " + response.statusCode() + ": " + words);
        };
    }

    private static RestObject parsed(String body) {
        try {
            return new RestObject(Json.parseObject(body));
        } catch (Json.Malformed e) {
            return RestObject.NONE;
        }
    }

    private static boolean isOff(RestObject error) {
        return error.list("details").stream()
                .anyMatch(detail -> detail.text("reason").equals(Optional.of("SERVICE_DISABLED")));
    }

    private RestAnswer<RestObject> off(String host) {
        return new Denied<>(
                "apis",
                host + " is not enabled in " + project + ", so not everything can be looked at",
                "gcloud services enable " + host + " --project=" + project);
    }

    private RestAnswer<RestObject> denied(Right right, String words) {
        return new Denied<>(
                CloudLooks.RIGHTS,
                "your account lacks the right " + right.permission() + ", so not everything can be looked at (" + words
                        + ")",
                "gcloud projects add-iam-policy-binding " + project + " --member=user:YOU --role=" + right.role()
                        + " --condition=None");
    }
}
