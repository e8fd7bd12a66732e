package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import dev.tickbox.Json;
import dev.tickbox.generator.gemini.FailedPurchase.HandleSalvage;
import dev.tickbox.generator.gemini.HttpExchange.Answer;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The handles that Vertex AI's preview listing of interactions shows: the SDK has no word for it, so it is asked over the same HTTP
 * client. Nothing says that it is complete, or that it will stay: whatever it does not say is not known, and nothing more.
 */
record VertexListing(OkHttpClient http, URI address, GoogleCredentials credentials) {
    private static final int AT_MOST = 50;
    private static final int OK = 200;

    static VertexListing of(OkHttpClient http, Access.Vertex vertex, GoogleCredentials credentials, String host) {
        String path = "/v1beta1/projects/" + vertex.project() + "/locations/" + vertex.location() + "/interactions";
        return new VertexListing(http, URI.create(host.replaceAll("/+$", "") + path), credentials);
    }

    /** As it comes, the newest first by all that is known; none where there is no answer. */
    List<String> handles() {
        return HttpExchange.ask(this::fetch) instanceof Done<Integer> done
                ? done.answer()
                        .filter(answer -> answer.status() == OK)
                        .map(VertexListing::handles)
                        .orElse(List.of())
                : List.of();
    }

    private int fetch() {
        try {
            Request.Builder request = new Request.Builder().url(address.toString());
            credentials
                    .getRequestMetadata(address)
                    .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
            try (Response response = http.newCall(request.build()).execute()) {
                return response.code();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> handles(Answer answer) {
        try {
            return Json.parseObject(answer.body()).get("interactions") instanceof List<?> list
                    ? list.stream()
                            .flatMap(VertexListing::handle)
                            .limit(AT_MOST)
                            .toList()
                    : List.of();
        } catch (Json.Malformed e) {
            return List.of();
        }
    }

    /** The id, or the end of the whole name. */
    private static Stream<String> handle(Object entry) {
        Object named = entry instanceof Map<?, ?> map ? map.get(map.containsKey("id") ? "id" : "name") : entry;
        return named instanceof String text
                ? HandleSalvage.handle(text.substring(text.lastIndexOf('/') + 1)).stream()
                : Stream.empty();
    }
}
