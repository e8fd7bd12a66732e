package dev.tickbox.generator.simulated;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.Shortened;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import dev.tickbox.generator.simulated.Faults.Fate;
import dev.tickbox.generator.simulated.Journal.Line;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import dev.tickbox.money.Prices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sells text. Each job is one line in the journal, written when it is taken, with all that it will come to. */
public final class SimulatedVendor implements VendorPort {
    private static final int BYTES_A_TOKEN = 4;

    private final Journal journal;
    private final Clock clock;
    private final Faults faults;
    private final Prices prices = Prices.standard();

    public SimulatedVendor(Journal journal, Clock clock, Faults faults) {
        this.journal = journal;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public Submission submit(Request request, String label) {
        return journal.append(lines -> {
            int before = (int) lines.stream()
                    .filter(line -> label.equals(line.get("label")))
                    .count();
            Fate fate = faults.fate(label, before);
            if (fate == Fate.TOO_MANY || fate == Fate.LOST_REQUEST) {
                Map<String, Object> turnedAway = Map.of("label", label, "turnedAway", fate.name());
                return new Line<>(
                        turnedAway,
                        fate == Fate.TOO_MANY
                                ? new Refused("429 too many requests", false, Optional.of(Duration.ofSeconds(20)))
                                : new Unsure("the connection broke"));
            }
            String handle = "sim-"
                    + Hash.of("handle", faults.seed(), label, "" + lines.size()).substring(0, 20);
            Submission answer = fate == Fate.LOST_REPLY ? new Unsure("the connection broke") : new Accepted(handle);
            return new Line<>(job(request, label, handle, fate), answer);
        });
    }

    private Map<String, Object> job(Request request, String label, String handle, Fate fate) {
        String text = new Prose(handle).text(request);
        boolean incomplete = fate == Fate.INCOMPLETE || tokens(text) > request.maxTokens();
        if (incomplete) {
            text = Shortened.start(text, Math.min(text.length() / 2, request.maxTokens() * BYTES_A_TOKEN));
        }
        Ending ending = switch (fate) {
            case FAILED -> Ending.FAILED;
            case BLOCKED -> Ending.BLOCKED;
            case COMPLETED, LOST_REPLY, LOST_REQUEST, TOO_MANY, INCOMPLETE ->
                incomplete ? Ending.INCOMPLETE : Ending.COMPLETED;
        };
        Usage usage = new Usage(tokens(request.prompt()), ending == Ending.BLOCKED ? 0 : tokens(text), 0);
        LocalDate day = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
        boolean readable = ending == Ending.COMPLETED || ending == Ending.INCOMPLETE;
        return Fields.NONE
                .with("label", label)
                .with("handle", handle)
                .with("takenAt", clock.now().toEpochMilli())
                .with("doneAt", clock.now().plus(faults.latency(handle)).toEpochMilli())
                .with("model", request.model())
                .with("mode", request.mode().word())
                .with("prompt", Hash.sha256(request.prompt()))
                .with("ending", ending.name())
                .with("inputTokens", usage.inputTokens())
                .with("outputTokens", usage.outputTokens())
                .with("chargedMicroUsd", prices.paid(request.model(), usage, request.mode(), day))
                .with("text", readable ? text : null)
                .values();
    }

    private static long tokens(String text) {
        return Math.ceilDiv(text.length(), BYTES_A_TOKEN);
    }

    @Override
    public Look look(String handle) {
        Optional<Fields> found = journal.read().stream()
                .filter(line -> handle.equals(line.get("handle")))
                .findFirst()
                .map(Fields::new);
        if (found.isEmpty()) {
            return new Missing();
        }
        Fields job = found.get();
        if (clock.now().isBefore(Instant.ofEpochMilli(job.number("doneAt")))) {
            return new Pending();
        }
        Ending ending = Ending.valueOf(job.text("ending"));
        String why = switch (ending) {
            case COMPLETED -> "completed";
            case INCOMPLETE -> "out of tokens";
            case FAILED -> "500 internal error";
            case BLOCKED -> "blocked: safety";
            case CANCELLED -> "cancelled";
        };
        Usage usage = new Usage(job.number("inputTokens"), job.number("outputTokens"), 0);
        return new Finished(ending, why, job.findText("text"), job.text("model"), usage);
    }

    @Override
    public Listing list() {
        return faults.canBeAsked()
                ? new Complete(jobs().stream()
                        .collect(Collectors.groupingBy(
                                job -> job.text("label"),
                                Collectors.mapping(job -> job.text("handle"), Collectors.toList()))))
                : new CannotBeAsked();
    }

    /** A job that was taken is made and charged, as with most vendors: too late to stop it. */
    @Override
    public void cancel(String handle) {}

    /** Everything sold. */
    public List<Fields> jobs() {
        return journal.read().stream()
                .filter(line -> line.containsKey("handle"))
                .map(Fields::new)
                .toList();
    }

    public long chargedMicroUsd() {
        return jobs().stream().mapToLong(job -> job.number("chargedMicroUsd")).sum();
    }
}
