package dev.tickbox.reservation;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call that may be billed, with everything that is known of it. Handles and charges are only ever added.
 *
 * @param owner who sends, or sent, it
 * @param chargeDay the day whose budget it burdens, fixed before it is sent
 * @param estimateMicroUsd more than it can cost
 * @param due when its open handles are looked at, or, without one, the vendor is asked for it
 */
public record Attempt(
        String key,
        int number,
        Status status,
        String owner,
        String chargeDay,
        long estimateMicroUsd,
        List<Handle> handles,
        Optional<Instant> due,
        int looks) {
    /** Who sent what a restored store does not know of, if anybody did. */
    public static final String LOST_PAST = "a past that the store lost";

    public Attempt {
        handles = List.copyOf(handles);
    }

    public enum Status {
        /** In flight. */
        SENDING,
        /** Certainly not bought. */
        REFUSED,
        /** Possibly bought; its risk is on the books. */
        UNCERTAIN,
        /** Certainly not at the vendor: complete listings say so. */
        NOT_FOUND,
        /** At the vendor, not finished. */
        OUT,
        /** Finished and priced, all of it. */
        SETTLED
    }

    /** One job at the vendor. */
    public record Handle(String id, Instant boundAt, Optional<Result> result) {}

    /**
     * How a job ended.
     *
     * @param ending none where the vendor deleted it before anybody looked: its risk stays on the books
     * @param body the kept text
     * @param usage where the vendor did not say it, what it charges stays at risk
     * @param savedMicroUsd what it would have cost more at the list price
     * @param keptAt when the ledger took it
     * @param used it is the text that the run got; all else that was paid is wasted
     */
    public record Result(
            Optional<Ending> ending,
            String why,
            Optional<String> body,
            String model,
            Usage usage,
            long paidMicroUsd,
            long savedMicroUsd,
            boolean used,
            Optional<Instant> keptAt) {
        /** As it is before the ledger has taken it. */
        public Result(
                Optional<Ending> ending,
                String why,
                Optional<String> body,
                String model,
                Usage usage,
                long paidMicroUsd,
                long savedMicroUsd) {
            this(ending, why, body, model, usage, paidMicroUsd, savedMicroUsd, false, Optional.empty());
        }

        Result taken(boolean isUsed, Instant now) {
            return new Result(ending, why, body, model, usage, paidMicroUsd, savedMicroUsd, isUsed, Optional.of(now));
        }
    }

    static Attempt sending(String key, int number, ReservationEvent.Submit submit) {
        return new Attempt(
                key,
                number,
                Status.SENDING,
                submit.owner(),
                submit.chargeDay(),
                submit.estimateMicroUsd(),
                List.of(),
                Optional.of(submit.leaseUntil()),
                0);
    }

    /** It was not sent by anybody that this ledger knows, and most likely by somebody whom it forgot. */
    boolean ofALostPast() {
        return owner.equals(LOST_PAST);
    }

    static Attempt unknown(String key, int number, ReservationEvent.LostPast past, Instant now) {
        return new Attempt(
                key,
                number,
                Status.UNCERTAIN,
                LOST_PAST,
                past.chargeDay(),
                past.estimateMicroUsd(),
                List.of(),
                Optional.of(now),
                0);
    }

    Attempt with(Status next) {
        boolean over = next == Status.REFUSED || next == Status.NOT_FOUND;
        Optional<Instant> look = over ? Optional.empty() : due;
        return new Attempt(key, number, next, owner, chargeDay, estimateMicroUsd, handles, look, looks);
    }

    Attempt lookAt(Optional<Instant> when, int count) {
        return new Attempt(key, number, status, owner, chargeDay, estimateMicroUsd, handles, when, count);
    }

    /** With the handle added, or its result; all handles ended means settled. */
    Attempt with(Handle changed, Instant nextLook) {
        List<Handle> all = new ArrayList<>(handles);
        all.removeIf(each -> each.id().equals(changed.id()));
        all.add(changed);
        boolean open = all.stream().anyMatch(each -> each.result().isEmpty());
        return new Attempt(
                key,
                number,
                open ? Status.OUT : Status.SETTLED,
                owner,
                chargeDay,
                estimateMicroUsd,
                all,
                open ? Optional.of(due.filter(nextLook::isAfter).orElse(nextLook)) : Optional.empty(),
                looks);
    }

    public Optional<Handle> handle(String id) {
        return handles.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public List<Handle> openHandles() {
        return handles.stream().filter(each -> each.result().isEmpty()).toList();
    }

    public long paidMicroUsd() {
        return results().stream().mapToLong(Result::paidMicroUsd).sum();
    }

    public long wastedMicroUsd() {
        return results().stream()
                .filter(each -> !each.used())
                .mapToLong(Result::paidMicroUsd)
                .sum();
    }

    public long savedMicroUsd() {
        return results().stream().mapToLong(Result::savedMicroUsd).sum();
    }

    /** What was paid for the text that the run got, if it was kept before then. */
    public long usedBeforeMicroUsd(Instant then) {
        return handles.stream()
                .filter(each -> each.result().filter(Result::used).isPresent())
                .filter(each -> each.result()
                        .flatMap(Result::keptAt)
                        .orElse(each.boundAt())
                        .isBefore(then))
                .mapToLong(each -> each.result().orElseThrow().paidMicroUsd())
                .sum();
    }

    /** What the vendor may have charged, or may yet charge, beyond what is known to be paid. */
    public long riskMicroUsd() {
        long unknown = results().stream()
                .filter(each -> each.ending().isEmpty() || !each.usage().known())
                .count();
        return switch (status) {
            case SENDING, UNCERTAIN -> estimateMicroUsd;
            case OUT, SETTLED -> estimateMicroUsd * (openHandles().size() + unknown);
            case REFUSED, NOT_FOUND -> 0;
        };
    }

    private List<Result> results() {
        return handles.stream().flatMap(each -> each.result().stream()).toList();
    }
}
