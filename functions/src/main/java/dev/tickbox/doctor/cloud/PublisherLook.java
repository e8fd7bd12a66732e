package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The publisher of one site: its revision, its subscription, and whether the one may call the other. */
record PublisherLook(Deployment deployment, String site) implements Look {
    @Override
    public String area() {
        return "site " + site;
    }

    @Override
    public List<Finding> look() {
        ServiceFindings check = new ServiceFindings(deployment, area());
        RestAnswer<List<RestObject>> services = deployment.services();
        if (!(services instanceof Found<List<RestObject>>(List<RestObject> all))) {
            return List.of(services.trouble(area(), "the publisher", check.absent(deployment.name("pub-" + site))));
        }
        // A long name is cut, so the publisher is found by what it publishes on.
        Optional<Service> publisher = publishers(deployment, all).stream()
                .filter(each -> each.variable("TICKBOX_SITE").equals(Optional.of(site)))
                .findFirst();
        if (publisher.isEmpty()) {
            return List.of(Finding.bad(
                    area(),
                    "no publisher is deployed for it, so its texts are bought and wait",
                    CloudLooks.DEPLOY + "; or remove the site from the content and push"));
        }
        Service service = publisher.get();
        List<Finding> found = new ArrayList<>(check.of(service));
        found.addAll(check.sameImage(service));
        found.addAll(subscription(service, check));
        return found.isEmpty()
                ? List.of(Finding.good(
                        area(), "revision " + service.revision() + " serves, and its subscription may call it"))
                : found;
    }

    /** All publishers of this deployment. */
    static List<Service> publishers(Deployment deployment, List<RestObject> services) {
        return services.stream()
                .map(Service::new)
                .filter(each -> each.name().startsWith(deployment.name("pub-")))
                .toList();
    }

    private List<Finding> subscription(Service service, ServiceFindings check) {
        Finding absent = Finding.bad(
                area(), "there is no subscription " + service.name() + ", so nothing calls it", CloudLooks.DEPLOY);
        RestAnswer<List<RestObject>> subscriptions = deployment.subscriptions();
        if (!(subscriptions instanceof Found<List<RestObject>>(List<RestObject> all))) {
            return List.of(subscriptions.trouble(area(), "its subscription", absent));
        }
        Optional<RestObject> own = all.stream()
                .filter(each -> each.shortName().equals(service.name()))
                .findFirst();
        if (own.isEmpty()) {
            return List.of(absent);
        }
        List<Finding> found = new ArrayList<>();
        String filter = own.get().text("filter").orElse("");
        if (!filter.equals("attributes.site = \"" + site + "\"")) {
            found.add(Finding.bad(
                    area(),
                    "its subscription takes other messages: " + filter,
                    "delete it, then " + CloudLooks.DEPLOY));
        }
        if (own.get().text("topic").equals(Optional.of("_deleted-topic_"))) {
            found.add(Finding.bad(area(), "the topic of its subscription is deleted", CloudLooks.DEPLOY));
        }
        RestObject push = own.get().at("pushConfig");
        found.addAll(check.letsIn(
                service,
                "the subscription " + service.name(),
                push.text("pushEndpoint").orElse("no address"),
                push.at("oidcToken")));
        return found;
    }
}
