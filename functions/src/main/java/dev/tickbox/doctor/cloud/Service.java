package dev.tickbox.doctor.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Cloud Run service, as its API describes it. */
record Service(RestObject json) {
    String fullName() {
        return json.text("name").orElse("");
    }

    String name() {
        return json.shortName();
    }

    /** All its addresses: it has two. */
    List<String> addresses() {
        List<String> all = new ArrayList<>(json.texts("urls"));
        json.text("uri").filter(uri -> !all.contains(uri)).ifPresent(all::add);
        return all;
    }

    String revision() {
        return last(json.text("latestReadyRevision").orElse("none"));
    }

    String newestRevision() {
        return last(json.text("latestCreatedRevision").orElse("none"));
    }

    /** Why it does not serve, if so. */
    Optional<String> notReady() {
        RestObject state = json.at("terminalCondition");
        return state.text("state")
                .filter(each -> !each.equals("CONDITION_SUCCEEDED"))
                .map(each -> state.text("message").orElse(each));
    }

    /** The revisions other than the newest that requests go to. */
    List<String> olderRevisionsServing() {
        return json.list("trafficStatuses").stream()
                .filter(each -> each.text("percent")
                        .filter(percent -> !percent.equals("0"))
                        .isPresent())
                .flatMap(each -> each.text("revision").stream())
                .map(Service::last)
                .filter(each -> !each.equals(newestRevision()))
                .toList();
    }

    private RestObject container() {
        return json.at("template").list("containers").stream().findFirst().orElse(RestObject.NONE);
    }

    String image() {
        return container().text("image").orElse("");
    }

    Optional<String> variable(String name) {
        return container().list("env").stream()
                .filter(each -> each.text("name").equals(Optional.of(name)))
                .flatMap(each -> each.text("value").stream())
                .findFirst();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
