package dev.tickbox.doctor.cloud;

import dev.tickbox.content.Definition;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is deployed and not in the content, and the webhook, whose address is in both. */
record UnusedLook(Deployment deployment, Definition content) implements Look {
    @Override
    public String area() {
        return "deployed";
    }

    @Override
    public List<Finding> look() {
        // Where the services cannot be seen, each look at one of them says so.
        return deployment.services() instanceof Found<List<RestObject>>(List<RestObject> all) ? look(all) : List.of();
    }

    private List<Finding> look(List<RestObject> services) {
        List<Finding> found = new ArrayList<>();
        for (Service publisher : PublisherLook.publishers(deployment, services)) {
            publisher
                    .variable("TICKBOX_SITE")
                    .filter(site -> !content.sites().containsKey(site))
                    .ifPresent(site -> found.add(Finding.warning(
                            area(),
                            publisher.name() + " publishes on " + site + ", which is not in the content",
                            "when `tickbox list` shows nothing of that site: " + CloudLooks.DEPLOY)));
        }
        Optional<Service> webhook = services.stream()
                .map(Service::new)
                .filter(each -> each.name().equals(deployment.name("webhook")))
                .findFirst();
        webhook(webhook).ifPresent(found::add);
        return found.isEmpty() ? List.of(Finding.good(area(), "nothing that the content does not have")) : found;
    }

    private Optional<Finding> webhook(Optional<Service> deployed) {
        String area = "webhook";
        Optional<String> url = content.vendor().webhookUrl();
        if (url.isEmpty()) {
            return deployed.map(service -> Finding.warning(
                    area, service.name() + " is deployed, and the content has no webhook", CloudLooks.DEPLOY));
        }
        if (deployed.isEmpty()) {
            return Optional.of(Finding.bad(
                    area, "the content has the webhook " + url.get() + ", and none is deployed", CloudLooks.DEPLOY));
        }
        List<String> addresses = deployed.get().addresses();
        boolean leadsHere = addresses.stream()
                .anyMatch(address -> ServiceFindings.host(address).equals(ServiceFindings.host(url.get())));
        return Optional.of(
                leadsHere
                        ? Finding.good(
                                area, url.get() + " leads to " + deployed.get().name())
                        : Finding.warning(
                                area,
                                url.get() + " is not an address of "
                                        + deployed.get().name() + ", whose addresses are "
                                        + String.join(", ", addresses),
                                "unless your own domain leads there: correct webhook in tickbox.yaml, then push"));
    }
}
