package dev.tickbox.source.web;

import dev.tickbox.secret.Secrets;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The secret of one fetch: sent to the place that it was asked for, and to no other. */
final class Credential {
    /** The rest is refused by the client, in a message with the whole value. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private Credential() {}

    /**
     * @throws Secrets.Missing where there is no such secret
     * @throws Secrets.Unavailable where it cannot be read now, or must not be sent there
     */
    static Given of(Optional<SourceSecret> secret, Secrets secrets, HttpUrl at) {
        String origin = originOf(at);
        return new Given(secret, origin, secret.map(each -> value(each, secrets, origin)));
    }

    private static String value(SourceSecret secret, Secrets secrets, String origin) {
        String value = secrets.need(secret.secret(), origin).strip();
        if (secret.place() == Place.HEADER && !HEADER_VALUE.matcher(value).matches()) {
            throw new Secrets.Unavailable(
                    "the secret " + secret.secret() + " has a character that no header can carry");
        }
        return value;
    }

    static String originOf(HttpUrl at) {
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
            return value.map(SecretMask::new).map(mask -> mask.over(text)).orElse(text);
        }

        /** A source that repeats what it was sent would put the secret into the store. */
        byte[] masked(byte[] bytes) {
            return value.map(SecretMask::new).map(mask -> mask.over(bytes)).orElse(bytes);
        }
    }
}
