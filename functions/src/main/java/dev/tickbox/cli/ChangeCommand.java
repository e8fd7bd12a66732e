package dev.tickbox.cli;

import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.RunRecords;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that changes a run, or a reservation or an outbox item of one, named by its id. */
abstract class ChangeCommand implements Callable<Integer> {
    static final String ACTOR = "operator";

    private final CliEnvironment here;

    @Mixin
    protected StoreOptions where = new StoreOptions();

    @Parameters(
            paramLabel = "ID",
            description = "A run, a reservation or an outbox item; the beginning of its id is enough.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ChangeCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public final Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            switch (session.named().find(id)) {
                case IdResolver.RunId found -> run(session, found.run());
                case IdResolver.ReservationKey found ->
                    part(session, found.run(), r -> r.order().key().equals(found.key()), item -> false);
                case IdResolver.ItemFingerprint found ->
                    part(
                            session,
                            found.run(),
                            r -> false,
                            item -> item.parcel().fingerprint().equals(found.fingerprint()));
                case IdResolver.ApprovalId found ->
                    throw new UserError(id + " is a question of run " + found.run() + "; to answer it: "
                            + where.again("approve " + found.run()));
                case IdResolver.JobId found -> throw isNoRun(found.job());
                case IdResolver.SiteId found -> throw isNoRun(found.site());
                case IdResolver.Nothing found -> throw new UserError(found.why());
            }
            return 0;
        }
    }

    abstract void run(StoreSession session, String run);

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
