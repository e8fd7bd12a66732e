package dev.tickbox.source.web;

import dev.tickbox.secret.Secrets;
import dev.tickbox.source.SourceSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The secret of one fetch: sent to the place that it was asked for, and to no other. */
final class Credential {
    private static final String MASK = "***";

    private Credential() {}

    /**
     * @throws Secrets.Missing where there is no such secret
     * @throws Secrets.Unavailable where it cannot be read now, or must not be sent there
     */
    static Given of(Optional<SourceSecret> secret, Secrets secrets, HttpUrl at) {
        String origin = originOf(at);
        return new Given(
                secret,
                origin,
                secret.map(each -> secrets.need(each.secret(), origin).strip()));
    }

    private static String originOf(HttpUrl at) {
        boolean standard = at.port() == HttpUrl.defaultPort(at.scheme());
        return at.scheme() + "://" + (at.host().contains(":") ? "[" + at.host() + "]" : at.host())
                + (standard ? "" : ":" + at.port());
    }

    record Given(Optional<SourceSecret> secret, String origin, Optional<String> value) {
        /** A redirect to another host, or out of https, gets nothing. */
        Request.Builder onto(Request.Builder request, HttpUrl at) {
            if (secret.isEmpty() || !originOf(at).equals(origin)) {
                return request.url(at);
            }
            String name = secret.get().name();
            String found = value.orElseThrow();
            return switch (secret.get().place()) {
                case HEADER -> request.url(at).header(name, found);
                case QUERY ->
                    request.url(at.newBuilder().setQueryParameter(name, found).build());
            };
        }

        String masked(String text) {
            return value.filter(found -> !found.isEmpty())
                    .map(found ->
                            text.replace(found, MASK).replace(URLEncoder.encode(found, StandardCharsets.UTF_8), MASK))
                    .orElse(text);
        }

        /** A source that repeats what it was sent would put the secret into the store. */
        byte[] masked(byte[] bytes) {
            if (value.isEmpty()) {
                return bytes;
            }
            String same = new String(bytes, StandardCharsets.ISO_8859_1);
            return masked(same).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
