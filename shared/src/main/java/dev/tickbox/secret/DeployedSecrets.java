package dev.tickbox.secret;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives each secret only for the addresses that the deployment lists for it. The content in the ledger names addresses too, but each
 * function can write the ledger, so that the content alone must not decide where another function sends its secret.
 *
 * @param destinations the complete addresses for each secret
 */
public record DeployedSecrets(Secrets secrets, Map<String, List<String>> destinations) implements Secrets {
    public DeployedSecrets {
        destinations = Map.copyOf(destinations);
    }

    /** @param json such as {@code {"kitchen-git": ["https://example.com/kitchen.git"]}} */
    public static Map<String, List<String>> parse(String json) {
        Fields fields = new Fields(Json.parseObject(json));
        Map<String, List<String>> destinations = new TreeMap<>();
        fields.values().keySet().forEach(name -> destinations.put(name, fields.texts(name)));
        return destinations;
    }

    @Override
    public Optional<String> find(String name, String address) {
        check(destinations, "the secret " + name, name, address);
        return secrets.find(name, address);
    }

    @Override
    public String where(String name) {
        return secrets.where(name);
    }

    /** @throws Unavailable with both addresses, unless the deployment lists this one under the name */
    public static void check(Map<String, List<String>> destinations, String credential, String name, String address) {
        List<String> deployed = destinations.getOrDefault(name, List.of());
        if (!deployed.contains(address)) {
            String listed = deployed.isEmpty() ? "nowhere" : "only to " + String.join(" and ", deployed);
            throw new Unavailable(
                    "the deployment allows " + credential + " to be sent " + listed + ", but the content names "
                            + address + ": apply the deployment with this content, or correct it and push");
        }
    }
}
