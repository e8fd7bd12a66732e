package dev.tickbox.vendor;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param target path and query
 * @param connection which connection it came on, counted from 1
 */
public record Seen(String method, String target, Map<String, String> headers, String body, int connection) {
    public boolean isPost() {
        return method.equals("POST");
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    /** Would sell something; a cancellation is a POST too. */
    public boolean buys() {
        return isPost() && !path().endsWith("cancel");
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public Optional<String> query(String name) {
        int query = target.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Arrays.stream(target.substring(query + 1).split("&"))
                        .filter(each -> each.startsWith(name + "="))
                        .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
                        .findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Fields json() {
        return body.isEmpty() ? Fields.NONE : new Fields(Json.parseObject(body));
    }
}
