package dev.tickbox.view;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.operator.ContentSwitch;
import dev.tickbox.operator.Rehearsal;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What would change if a run continued with the current content.
 *
 * @param today its job in the current content
 * @param rehearsal empty for a Java class, whose requests are known only while it runs
 */
public record ContentChange(
        Store store, Estimate estimate, RunRecords story, Job today, Optional<Rehearsal> rehearsal) {

    /** Empty if the current content has no such job, the run has ended, or it is a row or has rows, which keep their content. */
    public static Optional<ContentChange> of(
            Store store, Estimate estimate, RunRecords story, Optional<Definition> today) {
        Run run = story.run();
        boolean open = !(run.state() instanceof Run.Done
                || run.state() instanceof Run.LeftOut
                || run.state() instanceof Run.Abandoned
                || run.state() instanceof Run.Deleting);
        return today.filter(content -> open)
                .filter(content -> !ContentSwitch.keepsItsContent(store, run))
                .flatMap(content -> content.job(run.job())
                        .map(job -> new ContentChange(store, estimate, story, job, Rehearsal.of(store, run, content))));
    }

    /** Whether the reservation is not sent, and the current content has another request for its step, or none. */
    public boolean replaces(Reservation r) {
        return Actions.isNotOut(r)
                && rehearsal.filter(each -> each.asksFor(r.order())).isEmpty();
    }

    public boolean publishes(Item item) {
        return rehearsal.isEmpty() || rehearsal.get().publishes(item.parcel());
    }

    /** The differences that can be known before the run continues. */
    public List<String> of(Reservation r) {
        if (!replaces(r) || rehearsal.isEmpty()) {
            return List.of();
        }
        Optional<Request> asked =
                Optional.ofNullable(rehearsal.get().requests().get(r.order().step()));
        return asked.map(request -> RequestDifference.between(kept(r), request))
                .orElse(List.of(
                        today.allSteps().stream()
                                        .anyMatch(step ->
                                                step.id().equals(r.order().step()))
                                ? "depends on texts that do not exist yet"
                                : "the step was removed"));
    }

    /** Whether the run would also fail at once with the current content. */
    public boolean fails() {
        return rehearsal.flatMap(Rehearsal::failure).isPresent();
    }

    private Request kept(Reservation r) {
        return Request.fromJson(new Bodies(store, Limits.STANDARD.bodyBytes())
                .load(r.order().run(), r.order().request()));
    }

    /** Everything that the run may still buy with the current content. */
    public OptionalLong cost() {
        if (rehearsal.isEmpty()) {
            return OptionalLong.empty();
        }
        List<Reservation> stays = story.reservations().stream()
                .filter(r -> !replaces(r) && !(r.state() instanceof Reservation.Abandoned))
                .toList();
        Set<String> steps = stays.stream().map(r -> r.order().step()).collect(Collectors.toSet());
        OptionalLong again =
                estimate.again(store, stays.stream().filter(Actions::isNotOut).toList());
        return again.isEmpty() ? again : OptionalLong.of(again.getAsLong() + estimate.steps(today, steps));
    }
}
