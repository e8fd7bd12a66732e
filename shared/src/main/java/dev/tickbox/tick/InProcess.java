package dev.tickbox.tick;

import dev.tickbox.content.Definition;
import dev.tickbox.wake.Wake;
import java.util.List;
import java.util.Map;

/** The publishers of a single machine: they come at once, each site's on its own, so that a slow one delays no other. */
record InProcess(Parts parts, Definition definition, String actor, Until until, Report report) implements Wake {
    @Override
    public void call(Map<String, List<String>> due) {
        Deliver deliver = new Deliver(parts, actor);
        parts.workers().each(List.copyOf(due.values()), fingerprints -> {
            for (String fingerprint : fingerprints) {
                if (!until.passed()) {
                    report.guard("outbox/" + fingerprint, () -> deliver.one(definition.sites(), fingerprint, report));
                }
            }
        });
    }
}
