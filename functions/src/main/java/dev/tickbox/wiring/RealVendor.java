package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Limits;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.gemini.Access;
import dev.tickbox.generator.gemini.Gemini;
import dev.tickbox.generator.gemini.OnDemand;
import dev.tickbox.secret.Secrets;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vendor that the content and the environment name. Created once for each key, so that a rotated key is used from the next tick on. */
final class RealVendor {
    private static final String KEY = "GEMINI_API_KEY";
    private static final String BASE_URL = "TICKBOX_GEMINI_BASE_URL";
    private static final int HIGHEST_PORT = 65_535;

    private final Clock clock;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private @Nullable Terms last;
    private @Nullable Generator made;

    private record Terms(Access access, Optional<String> webhookUrl) {}

    RealVendor(Clock clock, Map<String, String> environment, Secrets secrets) {
        this.clock = clock;
        this.environment = environment;
        this.secrets = secrets;
    }

    /** Reads the key and creates the client at the first call: most ticks do not call the vendor. */
    Generator of(VendorSettings content, Limits limits) {
        String kind = content.vertex().isPresent() ? Access.VERTEX_KIND : Access.KEY_KIND;
        return new OnDemand(kind, () -> opened(access(content), limits, content.webhookUrl()));
    }

    /** @throws NoVendor if there is no usable vendor */
    void need(VendorSettings content) {
        access(content);
    }

    private synchronized Generator opened(Access access, Limits limits, Optional<String> webhookUrl) {
        Terms terms = new Terms(access, webhookUrl);
        if (made == null || !terms.equals(last)) {
            made = Gemini.open(access, clock, limits.vendor().callTimeout(), webhookUrl);
            last = terms;
        }
        return made;
    }

    /** @throws NoVendor if there is no usable vendor */
    Access access(VendorSettings content) {
        Optional<String> baseUrl = variable(BASE_URL).map(RealVendor::address);
        return content.vertex()
                .map(vertex -> Access.vertex(vertex.project(), vertex.location(), baseUrl))
                .orElseGet(() -> key(content.secret(), baseUrl));
    }

    /** If the content names a secret, only that key is used: no other account may be billed in its place. */
    private Access key(Optional<String> secret, Optional<String> baseUrl) {
        Optional<String> found = secret.isPresent() ? secret.flatMap(secrets::find) : variable(KEY);
        String key = found.orElseThrow(() -> new NoVendor(missing(secret)));
        try {
            return Access.key(key.strip(), baseUrl);
        } catch (IllegalArgumentException e) {
            String from = secret.map(name -> "the secret " + name).orElse(KEY);
            throw new NoVendor(from + " is not a Gemini API key: it contains characters that no key has");
        }
    }

    private String missing(Optional<String> secret) {
        return secret.map(name -> "there is no Gemini key: the content names the secret " + name
                        + ", which does not exist (looked for " + secrets.where(name) + "); create it, or remove"
                        + " the name from the content and set " + KEY)
                .orElse("there is no Gemini key: set " + KEY);
    }

    /** The message does not repeat the address, because it may contain a password. */
    private static String address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getPort() <= HIGHEST_PORT;
            if (web && uri.getHost() != null && plain) {
                return text;
            }
        } catch (java.net.URISyntaxException e) {
            // The error is thrown below.
        }
        throw new NoVendor(BASE_URL + " must be an address as in https://proxy.example.com");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
