package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The vendor's SDK with every repetition of its own turned off: one layer repeats in {@link SafeHttp}, another here. */
final class SafeClient {
    /** Named, so that no variable of the SDK's moves it. */
    private static final String GEMINI = "https://generativelanguage.googleapis.com";

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /** Of no status may it think again: it would sleep over it even after the last attempt. */
    private static final HttpRetryOptions ONCE =
            HttpRetryOptions.builder().attempts(1).httpStatusCodes(List.of()).build();

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
