package dev.tickbox.cli;

import dev.tickbox.reservation.Reservation;
import dev.tickbox.view.ContentChange;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that are sent again unchanged although the current content differs: the differences of each step. */
record UnchangedRequests(String run, Map<String, List<String>> differences) {
    static UnchangedRequests of(StoreSession session, RunRecords story, List<Reservation> generations) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        Optional<ContentChange> change = ContentChange.of(session.store, session.estimate(), story, session.today());
        change.ifPresent(each -> generations.forEach(r -> {
            List<String> fields = each.of(r);
            if (!fields.isEmpty()) {
                differences.put(r.order().step(), fields);
            }
        }));
        return new UnchangedRequests(story.run().id(), differences);
    }

    void tell(Console voice, Map<String, Object> map, StoreOptions where) {
        if (differences.isEmpty()) {
            return;
        }
        String command = where.again("retry --current-content " + run);
        differences.forEach((step, fields) -> voice.say("the request for " + step
                + " is sent unchanged, but the current content differs in: " + String.join(", ", fields)));
        voice.say("to continue with the current content instead: " + command);
        map.put("todaysContentDiffers", differences);
        map.put("goOnWithTodaysContent", command);
    }
}
