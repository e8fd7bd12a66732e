package dev.tickbox.ledger;

import dev.tickbox.Canonical;
import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.Shortened;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One recorded step: {@code runs/{run}/steps/{step}~{key}}. Done is final; failed is done again on resuming.
 *
 * @param content what the run's program was made of; one content gives a step one input
 * @param output the output as JSON, or a short note of it
 * @param outputRef the hash of the kept text, if that is the output
 * @param refersTo the reservation, the outbox item or the approval that a started step waits for; of a fetch, the address
 * @param nextTry of a fetch that failed and is tried again; {@code error} says why
 * @param takenFrom the run that did the step, if it was another one
 */
public record StepRecord(
        String step,
        String key,
        Kind kind,
        Status status,
        String content,
        Optional<String> output,
        Optional<String> outputRef,
        Optional<String> refersTo,
        Optional<String> error,
        Optional<NextTry> nextTry,
        Optional<String> takenFrom,
        Instant createdAt) {
    public enum Kind {
        STEP,
        GENERATE,
        PUBLISH,
        APPROVE,
        EACH,
        FETCH
    }

    public enum Status {
        STARTED,
        DONE,
        FAILED
    }

    /**
     * @param failures in a row
     * @param since the first of them
     */
    public record NextTry(int failures, Instant since, Instant at) {}

    public static Collection of(String run) {
        return RunDocument.ref(run).collection("steps");
    }

    /** The input's hash; the same step with the same input has the same key in every process. */
    public static String key(Kind kind, String step, String input) {
        return Hash.of("tickbox/step/1", kind.name(), step, input).substring(0, 24);
    }

    public static String publishKey(String step, String site, String body) {
        return key(Kind.PUBLISH, step, Canonical.of(List.of(site, body)));
    }

    /** @param text the hash of the text that is asked about */
    public static String approveKey(String step, String text) {
        return key(Kind.APPROVE, step, text);
    }

    public static Ref ref(String run, String step, String key) {
        return of(run).ref(step + "~" + key);
    }

    public static Fields write(StepRecord row) {
        boolean isNew = row.kind() == Kind.APPROVE || row.kind() == Kind.FETCH;
        Fields begin = isNew ? Schema.begin().with("schema", Schema.APPROVAL) : Schema.begin();
        return begin.with("status", row.status().name())
                .with("kind", row.kind().name())
                .with("step", row.step())
                .with("key", row.key())
                .with("content", row.content())
                .with("output", row.output())
                .with("output_ref", row.outputRef())
                .with("refers_to", row.refersTo())
                .with("error", row.error())
                .with("failures", row.nextTry().map(next -> (long) next.failures()))
                .with("failing_since", row.nextTry().map(NextTry::since))
                .with("next_try", row.nextTry().map(NextTry::at))
                .with("taken_from", row.takenFrom())
                .with("created_at", row.createdAt());
    }

    public static StepRecord read(Document document) {
        Fields f = Schema.read(document);
        return new StepRecord(
                f.text("step"),
                f.text("key"),
                Kind.valueOf(f.text("kind")),
                Status.valueOf(f.text("status")),
                f.text("content"),
                f.findText("output"),
                f.findText("output_ref"),
                f.findText("refers_to"),
                f.findText("error"),
                f.findTime("next_try")
                        .map(at -> new NextTry(Math.toIntExact(f.number("failures")), f.time("failing_since"), at)),
                f.findText("taken_from"),
                f.time("created_at"));
    }

    public StepRecord done(Optional<String> newOutput, Optional<String> newRef) {
        return new StepRecord(
                step,
                key,
                kind,
                Status.DONE,
                content,
                newOutput,
                newRef,
                refersTo,
                Optional.empty(),
                Optional.empty(),
                takenFrom,
                createdAt);
    }

    /** Not done yet, with another note of how far it is. */
    public StepRecord noted(String note) {
        return new StepRecord(
                step,
                key,
                kind,
                status,
                content,
                Optional.of(note),
                outputRef,
                refersTo,
                error,
                nextTry,
                takenFrom,
                createdAt);
    }

    /** Also of this content, which asks for the same. */
    public StepRecord under(String newContent) {
        return new StepRecord(
                step, key, kind, status, newContent, output, outputRef, refersTo, error, nextTry, takenFrom, createdAt);
    }

    public StepRecord failed(String newError) {
        return new StepRecord(
                step,
                key,
                kind,
                Status.FAILED,
                content,
                Optional.empty(),
                Optional.empty(),
                refersTo,
                Optional.of(Shortened.why(newError)),
                Optional.empty(),
                takenFrom,
                createdAt);
    }

    /** It failed for now. */
    public StepRecord failedUntil(NextTry next, String why) {
        return new StepRecord(
                step,
                key,
                kind,
                Status.STARTED,
                content,
                Optional.empty(),
                Optional.empty(),
                refersTo,
                Optional.of(Shortened.why(why)),
                Optional.of(next),
                takenFrom,
                createdAt);
    }

    /** This done step as another run has it, in which it waits for nothing. */
    public StepRecord takenFrom(String run) {
        return new StepRecord(
                step,
                key,
                kind,
                status,
                content,
                output,
                outputRef,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(run),
                createdAt);
    }
}
