package dev.tickbox.bench;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Usage;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Run;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Everything that one published article leaves in a store. */
record SettledArticle(String job, String hash, Instant at) {
    static final int DOCUMENTS = 8;

    private static final String MODEL = "gemini-3.5-flash-lite";

    List<Write> writes() {
        String run = job + "@" + hash.substring(0, 16);
        var order = new Reservation.Order(
                hash, run, "article", job, job, MODEL, Mode.BACKGROUND, hash, false, Reservation.OnIncomplete.HOLD, at);
        var collected = new Reservation.Collected(1, hash, Optional.empty());
        var result = new Attempt.Result(
                Optional.of(Ending.COMPLETED),
                "completed",
                Optional.of(hash),
                MODEL,
                new Usage(100, 900, 0),
                2281,
                0,
                true,
                Optional.of(at));
        var handle = new Attempt.Handle("sim-" + hash.substring(0, 20), at, Optional.of(result));
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        var attempt =
                new Attempt(hash, 1, Attempt.Status.SETTLED, "bench", day, 5120, List.of(handle), Optional.empty(), 1);
        var parcel = new Parcel(hash, job, run, "publish", 1, run + ".md", LocalDate.parse(day), at, "A title", hash);
        var item = new Item(
                parcel,
                Optional.empty(),
                new Item.Calls(0, Optional.empty()),
                at,
                0,
                Optional.empty(),
                new Item.Published("https://example.com", "proof", Optional.empty()));
        var settled = new Run(
                run,
                job,
                job,
                Optional.of(at),
                hash,
                Optional.empty(),
                Optional.empty(),
                at,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Run.Done(at, new Publications(1, 0)));
        return List.of(
                create(RunDocument.ref(run), RunDocument.write(settled)),
                create(
                        ReservationDocument.ref(hash),
                        ReservationDocument.write(new Reservation(order, 1, 0, 1, at, Optional.empty(), collected))),
                create(AttemptDocument.ref(hash, 1), AttemptDocument.write(order, attempt)),
                create(ItemDocument.ref(hash), ItemDocument.write(item)),
                new Write.Create(StepRecord.ref(run, "article", "1"), row("article")),
                new Write.Create(StepRecord.ref(run, "publish", "1"), row("publish")),
                new Write.Create(Bodies.of(run).ref(hash), body("request")),
                new Write.Create(Bodies.of(run).ref(hash + "t"), body("text")));
    }

    private Write create(Ref ref, Fields fields) {
        Fields told = fields;
        for (String state : List.of("BEGUN", "GOING", "SETTLED")) {
            told = History.add(told, at, state, "as it went", "bench");
        }
        return new Write.Create(ref, told);
    }

    private Fields row(String step) {
        return StepRecord.write(new StepRecord(
                step,
                "1",
                StepRecord.Kind.STEP,
                StepRecord.Status.DONE,
                hash,
                Optional.of("\"done\""),
                Optional.empty(),
                Optional.of(hash),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at));
    }

    private static Fields body(String text) {
        return Schema.begin().with("text", text.repeat(40)).with("parts", 1L).with("bytes", 40L * text.length());
    }
}
