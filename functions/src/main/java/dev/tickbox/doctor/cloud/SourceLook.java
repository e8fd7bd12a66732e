package dev.tickbox.doctor.cloud;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.content.SourceNeeds;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import dev.tickbox.secret.DeployedSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether a tick may fetch what the content names. The deployment decides that, since every function can write the content. */
record SourceLook(Deployment deployment, String tick, SourceNeeds needs) implements Look {
    @Override
    public String area() {
        return "sources";
    }

    @Override
    public List<Finding> look() {
        // Where the service cannot be seen, the look at the tick says so.
        return deployment.service(deployment.name(tick)) instanceof Found<Service>(Service service)
                ? look(service)
                : List.of();
    }

    private List<Finding> look(Service service) {
        Map<String, List<String>> destinations = variable(service, "TICKBOX_DESTINATIONS", DeployedSecrets::parse)
                .orElse(Map.of());
        Set<String> hosts =
                variable(service, "TICKBOX_SOURCE_HOSTS", SourceLook::hosts).orElse(Set.of());
        List<Finding> found = new ArrayList<>();
        needs.secrets()
                .forEach((secret, origins) -> origins.stream()
                        .filter(origin ->
                                !destinations.getOrDefault(secret, List.of()).contains(origin))
                        .forEach(origin -> found.add(Finding.bad(
                                area(),
                                service.name() + " may not send the secret " + secret + " to " + origin,
                                CloudLooks.DEPLOY))));
        needs.hosts().stream()
                .filter(host -> !hosts.contains(host))
                .forEach(host -> found.add(Finding.bad(
                        area(),
                        service.name() + " may not fetch from " + host + " on any address and port, as sources.allow"
                                + " says; it may if the host is a public one",
                        CloudLooks.DEPLOY)));
        return found.isEmpty()
                ? List.of(Finding.good(area(), service.name() + " may fetch what the content names"))
                : found;
    }

    /** A variable that cannot be read allows nothing, as in the function itself. */
    private static <T> Optional<T> variable(Service service, String name, Function<String, T> reading) {
        try {
            return service.variable(name).map(reading);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<String> hosts(String json) {
        return Set.copyOf(new Fields(Json.parseObject("{\"hosts\": " + json + "}")).texts("hosts"));
    }
}
