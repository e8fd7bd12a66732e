package dev.tickbox.generator.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.time.Duration;

/** The vendor's SDK with every repetition of its own turned off: one layer repeats in {@link SafeHttp}, another here. */
final class SafeClient {
    /** Named, so that no variable of the SDK's moves it. */
    private static final String GEMINI = "https://generativelanguage.googleapis.com";

    private SafeClient() {}

    static Client open(Access access, Duration callTimeout) {
        Client.Builder builder = Client.builder()
                .clientOptions(ClientOptions.builder()
                        .customHttpClient(SafeHttp.client(callTimeout))
                        .build());
        HttpOptions.Builder http = HttpOptions.builder()
                .retryOptions(HttpRetryOptions.builder().attempts(1).build());
        access.baseUrl().ifPresent(http::baseUrl);
        switch (access.who()) {
            case Access.Key who -> {
                if (access.baseUrl().isEmpty()) {
                    http.baseUrl(GEMINI);
                }
                builder.vertexAI(false).apiKey(who.key());
            }
            case Access.Vertex who -> {
                builder.vertexAI(true).project(who.project()).location(who.location());
                who.credentials().ifPresent(builder::credentials);
            }
        }
        return builder.httpOptions(http.build()).build();
    }
}
