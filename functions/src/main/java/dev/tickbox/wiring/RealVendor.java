package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Limits;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.gemini.Access;
import dev.tickbox.generator.gemini.Gemini;
import dev.tickbox.generator.gemini.OnDemand;
import dev.tickbox.secret.DeployedSecrets;
import dev.tickbox.secret.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vendor that the content and the environment name. Created once for each key, so that a rotated key is used from the next tick on. */
final class RealVendor {
    private static final String KEY = "GEMINI_API_KEY";
    /** The name under which the deployment lists where this account's access token may be sent. */
    private static final String VERTEX = "vertex";

    private static final String BASE_URL = "TICKBOX_GEMINI_BASE_URL";
    private static final String WEBHOOK_URL = "TICKBOX_WEBHOOK_URL";
    private static final int HIGHEST_PORT = 65_535;

    private final Clock clock;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final Optional<Map<String, List<String>>> destinations;
    private @Nullable Terms last;
    private @Nullable Generator made;

    private record Terms(Access access, Optional<String> webhookUrl) {}

    /** @param destinations of credentials, if this process is deployed with a list of them */
    RealVendor(
            Clock clock,
            Map<String, String> environment,
            Secrets secrets,
            Optional<Map<String, List<String>>> destinations) {
        this.clock = clock;
        this.environment = environment;
        this.secrets = secrets;
        this.destinations = destinations;
    }

    /** Reads the key and creates the client at the first call: most ticks do not call the vendor. */
    Generator of(VendorSettings content, Limits limits) {
        String kind = content.vertex().isPresent() ? Access.VERTEX_KIND : Access.KEY_KIND;
        // A deployment adds a path that nobody can guess, and names no other address than its own to the vendor.
        Optional<String> webhook = content.webhookUrl()
                .flatMap(url ->
                        variable(WEBHOOK_URL).or(() -> destinations.isPresent() ? Optional.empty() : Optional.of(url)));
        return new OnDemand(kind, () -> opened(access(content), limits, webhook));
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
        return content.vertex().map(vertex -> vertex(vertex, baseUrl)).orElseGet(() -> key(content.secret(), baseUrl));
    }

    /** The credential is the account of this process. */
    private Access vertex(VendorSettings.Vertex vertex, Optional<String> baseUrl) {
        Access access = Access.vertex(vertex.project(), vertex.location(), baseUrl);
        destinations.ifPresent(
                list -> DeployedSecrets.check(list, "the access token of this account", VERTEX, access.destination()));
        return access;
    }

    /** If the content names a secret, only that key is used: no other account may be billed in its place. */
    private Access key(Optional<String> secret, Optional<String> baseUrl) {
        String destination = Access.destinationOfKey(baseUrl);
        Optional<String> found =
                secret.isPresent() ? secret.flatMap(name -> secrets.find(name, destination)) : variable(KEY);
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
