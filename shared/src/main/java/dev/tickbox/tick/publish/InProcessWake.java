package dev.tickbox.tick.publish;

import dev.tickbox.content.Definition;
import dev.tickbox.tick.context.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.wake.Wake;
import java.util.List;
import java.util.Map;

/** The publishers of a single machine: they come at once, each site's on its own, so that a slow one delays no other. */
public record InProcessWake(TickContext parts, Definition definition, String actor, StopSignal until, TickReport report)
        implements Wake {
    @Override
    public void call(Map<String, List<String>> due) {
        PublishItem deliver = new PublishItem(parts, actor);
        parts.workers().each(List.copyOf(due.values()), fingerprints -> {
            for (String fingerprint : fingerprints) {
                if (!until.passed()) {
                    report.guard("outbox/" + fingerprint, () -> deliver.one(definition.sites(), fingerprint, report));
                }
            }
        });
    }
}
