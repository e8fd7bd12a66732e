package dev.tickbox.vendor;

import dev.tickbox.Json;
import dev.tickbox.store.Fields;
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

    /** Would sell something; a cancellation is a POST too. */
    public boolean buys() {
        return isPost() && !path().endsWith("cancel");
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Fields json() {
        return body.isEmpty() ? Fields.NONE : new Fields(Json.parseObject(body));
    }
}
