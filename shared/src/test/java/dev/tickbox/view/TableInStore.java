package dev.tickbox.view;

import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Write;
import dev.tickbox.world.World;
import java.util.Optional;

/** A table of a run, with rows in whatever state: as it would be after many ticks, and without them. */
final class TableInStore {
    private static final String DRIVER = "a driver";

    private final World world;
    private final Runs runs;
    private final Run root;
    private final String step;
    private long rows;

    TableInStore(World world, String run, String step) {
        this.world = world;
        this.runs = new Runs(world.context(), DRIVER);
        this.root = Run.open(
                run, run.substring(0, run.indexOf('@')), "garden", Optional.empty(), "the content", World.START);
        this.step = step;
        if (world.store.get(RunDocument.ref(run)).isEmpty()) {
            world.store.commit(runs.create(root, "started by hand"));
        }
    }

    /** What the run has recorded of it. */
    void record(int count) {
        String json = "{\"program\":\"content\",\"frozen\":[{\"body\":\"pages\",\"rows\":" + count + "}],\"made\":"
                + count + ",\"left\":{},\"outer\":{},\"countedSeconds\":0,\"countedUntil\":\"" + World.START + "\"}";
        StepRecord record = new StepRecord(
                step,
                "rows",
                Kind.EACH,
                Status.STARTED,
                "the content",
                Optional.of(json),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                World.START);
        world.store.commit(new Write.Create(StepRecord.ref(root.id(), step, "rows"), StepRecord.write(record)));
    }

    String open(String key) {
        return make(Run.ofRow(root, row(key), World.START));
    }

    /** Taken by another run in the meantime. */
    String taken(String key, String by) {
        return make(Run.takenRow(root, row(key), by, World.START));
    }

    String lapsed(String key) {
        String row = open(key);
        runs.apply(row, new RunEvent.Lapse(step, "not done within 6h"));
        return row;
    }

    String failed(String key) {
        String row = open(key);
        runs.apply(row, new RunEvent.Claim(DRIVER, World.START.plusSeconds(60)));
        runs.apply(row, new RunEvent.Fail(DRIVER, "note", "the disk is full"));
        return row;
    }

    /** Failed for good: its table went on without it. */
    String closed(String key) {
        String row = failed(key);
        runs.apply(row, new RunEvent.Close());
        return row;
    }

    private Row row(String key) {
        return Row.open(root.id(), step, key, rows++, Row.Kept.inline("{}"));
    }

    private String make(Run row) {
        world.store.commit(runs.create(row, "row of " + step));
        return row.id();
    }
}
