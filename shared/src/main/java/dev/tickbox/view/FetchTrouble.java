package dev.tickbox.view;

import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.NextTry;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import java.util.Optional;

/** A fetch that a run waits for: why it failed so far, and when it is tried again. */
record FetchTrouble(String step, Optional<String> address, Optional<String> why, Optional<NextTry> next) {
    private static final String STEPS = "steps/";

    /** @param waitingFor as the run has it; empty where that is no fetch */
    static Optional<FetchTrouble> of(Store store, Ref run, String waitingFor) {
        if (!waitingFor.startsWith(STEPS)) {
            return Optional.empty();
        }
        String id = waitingFor.substring(STEPS.length());
        return Optional.of(store.get(run.collection("steps").ref(id))
                .map(StepRecord::read)
                .map(row -> new FetchTrouble(row.step(), row.refersTo(), row.error(), row.nextTry()))
                .orElseGet(() -> new FetchTrouble(
                        id.replaceFirst("~.*", ""), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    String text(ReadableTime when) {
        return step
                + next.map(each -> " not fetched"
                                + address.map(from -> " from " + from).orElse("") + " after "
                                + each.failures() + (each.failures() == 1 ? " try" : " tries") + "; next try at "
                                + when.says(each.at())
                                + why.map(text -> ": " + text).orElse(""))
                        .orElse(" is fetched by the next tick");
    }
}
