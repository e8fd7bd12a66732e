package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.tickbox.generator.gemini.HttpExchange.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that sends a request once. By its defaults it would send again by itself: on a pooled connection that breaks, on a
 * 408 and a 503 that say "at once", on a redirect.
 */
final class SafeHttp {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long KEPT_BYTES = 1 << 20;

    private SafeHttp() {}

    /** @param callTimeout for the whole call: connecting, sending, and reading the answer to its end */
    static OkHttpClient client(Duration callTimeout) {
        return fenced(new OkHttpClient.Builder())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .callTimeout(callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                .build();
    }

    /** The last line: even if every other setting were lost, nothing leaves twice or late. */
    static OkHttpClient.Builder fenced(OkHttpClient.Builder http) {
        return http.addInterceptor(SafeHttp::once).addNetworkInterceptor(SafeHttp::inTime);
    }

    /** Outermost: it sees the request before anything could repeat it, and the answer with its text unpacked. */
    private static Response once(Interceptor.Chain chain) throws IOException {
        HttpExchange exchange = current();
        Request request = chain.request();
        RequestBody body = request.body();
        Request fenced = body == null
                ? request
                : request.newBuilder()
                        .method(request.method(), new OneShot(body, exchange))
                        .build();
        Response response = chain.proceed(fenced);
        exchange.answered(new Answer(response.code(), headers(response), beginning(response)));
        return response;
    }

    /** Innermost: connecting may have taken long, or the machine may have slept. */
    private static Response inTime(Interceptor.Chain chain) throws IOException {
        current().check();
        return chain.proceed(chain.request());
    }

    private static HttpExchange current() throws IOException {
        if (!HttpExchange.CURRENT.isBound()) {
            throw new IOException("a call outside of an exchange; nothing was sent");
        }
        return HttpExchange.CURRENT.get();
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach(pair -> headers.put(pair.getFirst().toLowerCase(Locale.ROOT), pair.getSecond()));
        return headers;
    }

    /** What came through, even if the connection breaks in the middle; the SDK then reads the same bytes again. */
    private static String beginning(Response response) {
        BufferedSource source = Objects.requireNonNull(response.body()).source().peek();
        try {
            source.request(KEPT_BYTES);
        } catch (IOException cut) {
            // The SDK meets the same end and reports it.
        }
        return source.getBuffer().readUtf8();
    }

    /** A body that declares that it can be written once only is not sent twice. */
    private static final class OneShot extends RequestBody {
        private final RequestBody body;
        private final HttpExchange exchange;

        OneShot(RequestBody body, HttpExchange exchange) {
            this.body = body;
            this.exchange = exchange;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            exchange.beginBody();
            body.writeTo(sink);
        }
    }

    /** The vendor's SDK with every repetition of its own turned off: one layer repeats in {@link SafeHttp}, another here. */
    static final class SafeClient {
        /** Named, so that no variable of the SDK's moves it. */
        static final String GEMINI = "https://generativelanguage.googleapis.com";

        private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

        /** Of no status may it think again: it would sleep over it even after the last attempt. */
        private static final HttpRetryOptions ONCE = HttpRetryOptions.builder()
                .attempts(1)
                .httpStatusCodes(List.of())
                .build();

        private SafeClient() {}

        /** As the SDK finds them by itself. */
        static GoogleCredentials defaultCredentials() {
            try {
                return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
            } catch (IOException e) {
                throw new UncheckedIOException("there are no Google credentials: " + e.getMessage(), e);
            }
        }

        /** Where the SDK sends what it sends to Vertex AI. */
        static String host(Access.Vertex vertex, Optional<String> baseUrl) {
            String location = vertex.location();
            String usual = switch (location) {
                case "global" -> "https://aiplatform.googleapis.com";
                case "us", "eu" -> "https://aiplatform." + location + ".rep.googleapis.com";
                default -> "https://" + location + "-aiplatform.googleapis.com";
            };
            return baseUrl.orElse(usual);
        }

        static Client open(Access access, Duration callTimeout) {
            Client.Builder builder = Client.builder()
                    .clientOptions(ClientOptions.builder()
                            .customHttpClient(SafeHttp.client(callTimeout))
                            .build());
            HttpOptions.Builder http = HttpOptions.builder().retryOptions(ONCE);
            switch (access.who()) {
                case Access.Key who -> {
                    http.baseUrl(access.baseUrl().orElse(GEMINI));
                    builder.vertexAI(false).apiKey(who.key());
                }
                case Access.Vertex who -> {
                    http.baseUrl(host(who, access.baseUrl()));
                    builder.vertexAI(true).project(who.project()).location(who.location());
                    who.credentials().ifPresent(builder::credentials);
                }
            }
            return builder.httpOptions(http.build()).build();
        }
    }
}
