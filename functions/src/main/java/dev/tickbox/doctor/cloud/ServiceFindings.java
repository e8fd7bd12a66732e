package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with one service, whatever calls it. */
record ServiceFindings(Deployment deployment, String area) {
    /** @param name of the service */
    Finding absent(String name) {
        return Finding.bad(
                area,
                "there is no service " + name,
                CloudLooks.DEPLOY + "; if it has another name or place: --prefix, --region");
    }

    /** The service itself: its revision, its image, its store. */
    List<Finding> of(Service service) {
        List<Finding> found = new ArrayList<>();
        service.notReady()
                .ifPresent(why -> found.add(Finding.bad(
                        area,
                        service.name() + " does not serve: " + why,
                        "gcloud run services describe " + service.name() + place() + " shows why; then "
                                + CloudLooks.DEPLOY)));
        if (!service.revision().equals(service.newestRevision())) {
            found.add(Finding.bad(
                    area,
                    "the newest revision " + service.newestRevision() + " is not ready; " + service.revision()
                            + " serves",
                    "gcloud run revisions describe " + service.newestRevision() + place() + " shows why"));
        }
        for (String older : service.olderRevisionsServing()) {
            found.add(Finding.warning(
                    area,
                    "requests go to the older revision " + older + ", after a roll back",
                    "if that is over: " + CloudLooks.DEPLOY));
        }
        Optional<String> store = service.variable("TICKBOX_STORE");
        if (!store.equals(Optional.of(deployment.store()))) {
            found.add(Finding.bad(
                    area,
                    service.name() + " works on " + store.orElse("no store") + ", not on " + deployment.store(),
                    "give --store the store of the deployment, or " + CloudLooks.DEPLOY));
        }
        return found;
    }

    /** Whether all services run the code of the submit tick. */
    List<Finding> sameImage(Service service) {
        return deployment.service(deployment.name("submit")) instanceof Found<Service>(Service submit)
                        && !submit.image().equals(service.image())
                ? List.of(Finding.warning(
                        area, service.name() + " runs another image than " + submit.name(), CloudLooks.DEPLOY))
                : List.of();
    }

    /**
     * Whether the caller is let in: it may call, it calls the right address, and its token is for that address.
     *
     * @param caller such as {@code the schedule tickbox-submit}
     * @param target {@code uri} or {@code pushEndpoint}
     * @param token the {@code oidcToken}
     */
    List<Finding> letsIn(Service service, String caller, String target, RestObject token) {
        List<Finding> found = new ArrayList<>();
        Optional<String> identity = token.text("serviceAccountEmail").map(email -> "serviceAccount:" + email);
        if (identity.isEmpty()) {
            found.add(Finding.bad(area, caller + " calls without an identity", CloudLooks.DEPLOY));
        } else {
            identity.flatMap(each -> notAllowed(service, caller, each)).ifPresent(found::add);
        }
        if (service.addresses().stream().noneMatch(address -> host(address).equals(host(target)))) {
            found.add(Finding.bad(area, caller + " calls " + target + ", not " + service.name(), CloudLooks.DEPLOY));
        }
        Optional<String> audience = token.text("audience");
        if (identity.isPresent()
                && audience.filter(service.addresses()::contains).isEmpty()) {
            found.add(Finding.bad(
                    area,
                    "the token of " + caller + " is for " + audience.orElse("no address") + ", which " + service.name()
                            + " does not accept",
                    CloudLooks.DEPLOY));
        }
        return found;
    }

    private Optional<Finding> notAllowed(Service service, String caller, String identity) {
        RestAnswer<List<String>> callers = deployment.callers(service);
        if (!(callers instanceof Found<List<String>>(List<String> members))) {
            return Optional.of(callers.trouble(area, "who may call " + service.name(), absent(service.name())));
        }
        return members.contains(identity)
                ? Optional.empty()
                : Optional.of(Finding.bad(
                        area,
                        caller + " calls as " + identity + ", which may not call " + service.name(),
                        "gcloud run services add-iam-policy-binding " + service.name() + " --member=" + identity
                                + " --role=roles/run.invoker" + place() + ", and " + CloudLooks.DEPLOY));
    }

    private String place() {
        return deployment.place("region");
    }

    static String host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
