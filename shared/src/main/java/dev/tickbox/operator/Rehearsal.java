package dev.tickbox.operator;

import dev.tickbox.Canonical;
import dev.tickbox.Hash;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.program.ContentProgram;
import dev.tickbox.program.DryReplay;
import dev.tickbox.program.SiteArticles;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import dev.tickbox.tick.start.DriveRuns;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run would ask for if it went on with a content; nothing is written or bought to find out.
 *
 * @param requests by step, as far as the texts that they are made of are there
 * @param publications by step, the key of what it would publish
 * @param failure what makes it fail with this content, too
 */
public record Rehearsal(Map<String, Request> requests, Map<String, String> publications, Optional<String> failure) {

    /** Empty where a class in Java decides what is asked for, or the content has no such job. */
    public static Optional<Rehearsal> of(Store store, Run run, Definition content) {
        return content.job(run.job()).filter(job -> job.javaClass().isEmpty()).map(job -> of(store, run, content, job));
    }

    private static Rehearsal of(Store store, Run run, Definition content, Job job) {
        DryReplay steps = new DryReplay(
                store,
                Limits.STANDARD,
                DriveRuns.facts(run, job),
                (site, article) -> SiteArticles.completed(content, site, article));
        Optional<String> failure = Optional.empty();
        try {
            new ContentProgram(job).run(steps);
        } catch (Suspended e) {
            // Later steps need what is not there yet.
        } catch (StepFailed e) {
            failure = Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
        return new Rehearsal(steps.requests(), steps.publications(), failure);
    }

    /** Whether the content asks for this very text. */
    public boolean asksFor(Reservation.Order order) {
        return Optional.ofNullable(requests.get(order.step()))
                .map(request -> Hash.sha256(Canonical.of(request.toMap())))
                .filter(order.request()::equals)
                .isPresent();
    }

    public boolean publishes(Parcel parcel) {
        String key = StepRecord.publishKey(parcel.step(), parcel.site(), parcel.body());
        return key.equals(publications.get(parcel.step()));
    }
}
