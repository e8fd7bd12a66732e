package dev.tickbox.page;

import com.sun.net.httpserver.Headers;
import dev.tickbox.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who may look. The printed address has a code that works once; the browser that comes with it gets a cookie, and nobody else sees
 * anything. Cookies do not tell the ports of a host apart, so that a server of somebody else on this machine could be sent the cookie: it
 * belongs to a path that only the printed address names.
 */
final class PageDoor {
    private final String path;
    private final String session;
    private final String token;
    private final AtomicReference<Optional<String>> code;

    PageDoor(Ids ids) {
        this.path = "/" + ids.next() + "/";
        this.session = ids.next();
        this.token = ids.next();
        this.code = new AtomicReference<>(Optional.of(ids.next()));
    }

    /** Where all pages are. */
    String path() {
        return path;
    }

    /** With the code, below the address of the server. */
    String entrance() {
        return path + "enter?code=" + code.get().orElse("used");
    }

    /** A name that was bound to this address, or a page of another host, names that host. */
    static boolean isOurHost(Headers headers, int port) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        return hosts.size() == 1
                && Set.of("127.0.0.1:" + port, "localhost:" + port).contains(hosts.getFirst());
    }

    /** @return the cookie for whoever has the code, which is used up by it */
    Optional<String> enter(String given) {
        Optional<String> now = code.get();
        boolean isRight = now.isPresent() && isSame(now.get(), given) && code.compareAndSet(now, Optional.empty());
        return isRight
                ? Optional.of("tickbox=" + session + "; Path=" + path + "; HttpOnly; SameSite=Strict")
                : Optional.empty();
    }

    boolean isInside(Headers headers) {
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .anyMatch(cookie -> isSame(cookie, "tickbox=" + session));
    }

    /** What a form of these pages brings with it. */
    String token() {
        return token;
    }

    /** A form of a page of another host, or of somebody who only knows the address, does not have both. */
    boolean isOurForm(Headers headers, int port, String given) {
        List<String> origins = headers.getOrDefault("Origin", List.of());
        boolean isOurOrigin = origins.size() == 1
                && Set.of("http://127.0.0.1:" + port, "http://localhost:" + port)
                        .contains(origins.getFirst());
        boolean isSameSite =
                headers.getOrDefault("Sec-Fetch-Site", List.of("same-origin")).equals(List.of("same-origin"));
        return isOurOrigin && isSameSite && isSame(token, given);
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
