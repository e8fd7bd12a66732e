package dev.tickbox.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The browser of whoever started a server: it used the address, and sends what a browser sends. */
public record PageVisit(int port, String base, String cookie) {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    public static PageVisit of(PageServer server) {
        URI entrance = URI.create(server.address());
        String cookie = RawRequest.get(entrance.getPort(), RawRequest.path(entrance))
                .send()
                .cookie();
        return new PageVisit(entrance.getPort(), entrance.getRawPath().replaceFirst("enter$", ""), cookie);
    }

    public RawRequest request(String page) {
        return RawRequest.get(port, base + page).with("Cookie: " + cookie);
    }

    public String look(String page) {
        return request(page).send().body();
    }

    /** What its forms bring with them. */
    public String token() {
        Matcher token = TOKEN.matcher(look(""));
        if (!token.find()) {
            throw new IllegalStateException("no form on the page");
        }
        return token.group(1);
    }

    /** A form with the token, not yet sent. */
    public RawRequest form(Map<String, String> values) {
        return request("act").posting("token=" + token() + "&" + encoded(values));
    }

    public RawRequest.Answer click(Map<String, String> values) {
        return form(values).with("Origin: http://127.0.0.1:" + port).send();
    }

    public static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
