package dev.tickbox.cli;

import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.RunRecords;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that changes a run, a row, or a reservation or an outbox item of one, named by its id. */
abstract class ChangeCommand implements Callable<Integer> {
    static final String ACTOR = "operator";

    protected final CliEnvironment here;

    @Mixin
    protected StoreOptions where = new StoreOptions();

    @Mixin
    protected RowOption row = new RowOption();

    @Spec
    protected CommandSpec spec = CommandSpec.create();

    ChangeCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        String id = id();
        try (StoreSession session = StoreSession.existing(where, here)) {
            switch (RowOption.find(session, id, row)) {
                case IdResolver.FoundRun found -> run(session, found.run());
                case IdResolver.FoundRow found -> row(session, found.row());
                case IdResolver.FoundReservation found ->
                    part(session, found.run(), r -> r.order().key().equals(found.key()), item -> false);
                case IdResolver.FoundItem found ->
                    part(
                            session,
                            found.run(),
                            r -> false,
                            item -> item.parcel().fingerprint().equals(found.fingerprint()));
                case IdResolver.FoundApproval found ->
                    throw new UserError(id + " is a question of run " + found.run() + "; to answer it: "
                            + where.again("approve " + found.run()));
                case IdResolver.FoundJob found -> throw isNoRun(found.job());
                case IdResolver.FoundSite found -> throw isNoRun(found.site());
                case IdResolver.FoundNothing found -> throw new UserError(found.why());
            }
            return 0;
        }
    }

    /** What the command is about, as it was typed. */
    abstract String id();

    abstract void run(StoreSession session, String run);

    abstract void row(StoreSession session, String row);

    /** One reservation or one item of a run. */
    abstract void part(
            StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication);

    abstract UserError isNoRun(String name);

    Console console() {
        return Console.of(spec, where.json);
    }

    static RunRecords story(StoreSession session, String run) {
        return RunRecords.read(session.store, run).orElseThrow(() -> new UserError("run " + run + " is being removed"));
    }
}
