package dev.tickbox.cli;

import dev.tickbox.content.Job;
import dev.tickbox.view.Actions;
import dev.tickbox.view.RunRecords;
import java.util.Optional;
import java.util.OptionalLong;

/** What the rows that a command retries may cost together. */
final class RowsCost {
    private final StoreSession session;
    private final Actions ways;
    private final Optional<Job> job;
    private OptionalLong microUsd = OptionalLong.of(0);

    RowsCost(StoreSession session, Actions ways, Optional<Job> job) {
        this.session = session;
        this.ways = ways;
        this.job = job;
    }

    void add(String row) {
        RunRecords.read(session.store, row).ifPresent(story -> microUsd = plus(ways.rest(story, job)));
    }

    /** Empty if one of the two is not known. */
    OptionalLong plus(OptionalLong other) {
        return microUsd.isEmpty() || other.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.addExact(microUsd.getAsLong(), other.getAsLong()));
    }
}
