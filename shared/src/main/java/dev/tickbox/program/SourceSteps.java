package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.FetchRequest.InlinedFile;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.SourceAddress.Answer;
import dev.tickbox.program.SourceAddress.Failed;
import dev.tickbox.program.SourceAddress.Pending;
import dev.tickbox.program.SourceAddress.Ready;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.source.Source;
import dev.tickbox.source.form.ParsedSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fetch steps of one drive. What an address gave is recorded before it is used, and the first commit wins: a source that changes between
 * two drives, or between two drivers, changes nothing in a run.
 */
public final class SourceSteps {
    private final RecordedSteps recorded;
    private final SourceAddress.Asking asking;
    private final Instant reference;
    private final Restoration restoration;
    private final List<Pending> waiting = new ArrayList<>();

    /** @param reference what "newer" and "older" count back from */
    public SourceSteps(
            Source source,
            Clock clock,
            Limits limits,
            RecordedSteps recorded,
            Instant reference,
            Restoration restoration) {
        this.recorded = recorded;
        this.asking = new SourceAddress.Asking(source, clock, limits, recorded);
        this.reference = reference;
        this.restoration = restoration;
    }

    static String key(String id, FetchRequest request) {
        return StepRecord.key(Kind.FETCH, id, Canonical.of(FetchOutput.input(request)));
    }

    /** What this drive could not get and a later one tries again, as documents of the run. */
    synchronized List<String> waitingFor() {
        return waiting.stream().map(Pending::name).toList();
    }

    /** The earliest time for that. */
    synchronized Optional<Instant> due() {
        return waiting.stream().map(Pending::due).min(Instant::compareTo);
    }

    FetchedValues fetch(String id, FetchRequest request) {
        String key = key(id, request);
        Optional<Entry> found = recorded.find(id, key);
        if (found.filter(entry -> entry.row().status() == Status.DONE).isPresent()) {
            return values(found.get());
        }
        if (request.file().isPresent()) {
            return inlined(id, key, request, request.file().get(), found);
        }
        List<String> addresses = request.addresses().stream().distinct().toList();
        if (addresses.size() > FetchRequest.ADDRESSES_AT_MOST) {
            throw new StepFailed(
                    id, addresses.size() + " addresses, and the limit is " + FetchRequest.ADDRESSES_AT_MOST);
        }
        return addresses.size() == 1
                ? single(id, key, request, addresses.getFirst(), found)
                : several(id, key, request, addresses, found);
    }

    private FetchedValues inlined(
            String id, String key, FetchRequest request, InlinedFile file, Optional<Entry> found) {
        return switch (ParsedSource.of(request.form(), file.name(), file.text())) {
            case ParsedSource.Unreadable unreadable -> throw new StepFailed(id, file.name() + ": " + unreadable.why());
            case ParsedSource parsed -> record(id, key, new FetchOutput(request, reference).of(parsed), found);
        };
    }

    private FetchedValues single(String id, String key, FetchRequest request, String address, Optional<Entry> found) {
        FetchOutput output = new FetchOutput(request, reference);
        return switch (ask(id, new SourceAddress(id, key, address, request, false, output::of), found)) {
            case Ready ready -> values(ready.entry());
            case Pending pending -> pending(pending);
            case Failed failed -> failed(id, failed.why());
        };
    }

    /** Each address is a step of its own. Once all have ended, their rows are recorded as the output of the step. */
    private FetchedValues several(
            String id, String key, FetchRequest request, List<String> addresses, Optional<Entry> found) {
        List<String> ids = addresses.stream()
                .map(address -> id + "." + Hash.sha256(address).substring(0, 8))
                .toList();
        List<Optional<Entry>> before = new ArrayList<>();
        List<SourceAddress> parts = new ArrayList<>();
        // In a restored store the rows that are there decide what is bought, so none are left out.
        boolean skip = request.skip() && !restoration.concerns();
        for (int i = 0; i < addresses.size(); i++) {
            String partKey = StepRecord.key(
                    Kind.FETCH, ids.get(i), Canonical.of(FetchOutput.inputOfPart(request, addresses.get(i))));
            before.add(recorded.find(ids.get(i), partKey));
            parts.add(new SourceAddress(ids.get(i), partKey, addresses.get(i), request, skip, FetchOutput::part));
        }
        // Once all have failed the run has failed; it is driven again only because a person retries it.
        boolean anew = !skip || before.stream().allMatch(SourceSteps::hasFailed);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Optional<Entry> last = before.get(i);
            answers.add(
                    !anew && hasFailed(last)
                            ? new Failed(last.orElseThrow().row().error().orElse(""))
                            : ask(id, parts.get(i), last));
        }
        return joined(id, key, new FetchOutput(request, reference), skip, answers, found);
    }

    private FetchedValues joined(
            String id, String key, FetchOutput output, boolean skip, List<Answer> answers, Optional<Entry> found) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Answer answer : answers) {
            switch (answer) {
                case Ready ready -> rows.addAll(values(ready.entry()).rows());
                case Pending pending -> {
                    return pending(pending);
                }
                case Failed failed -> failures.add(failed.why());
            }
        }
        if (failures.size() == answers.size() || (!skip && !failures.isEmpty())) {
            String how = failures.size() == 1 ? "" : failures.size() + " of " + answers.size() + " addresses: ";
            return failed(id, how + String.join("; ", failures));
        }
        return record(id, key, output.table(rows), found);
    }

    private static boolean hasFailed(Optional<Entry> entry) {
        return entry.filter(each -> each.row().status() == Status.FAILED).isPresent();
    }

    private Answer ask(String step, SourceAddress address, Optional<Entry> before) {
        Answer answer = asking.ask(address, before, () -> restoration.check(step, "fetch"));
        if (answer instanceof Pending pending) {
            synchronized (this) {
                waiting.add(pending);
            }
        }
        return answer;
    }

    private FetchedValues record(String id, String key, Map<String, @Nullable Object> output, Optional<Entry> found) {
        StepRecord row = recorded.row(Kind.FETCH, id, key, Optional.empty());
        try {
            return values(recorded.put(found, recorded.done(row, Json.write(output))));
        } catch (IllegalArgumentException e) {
            throw new StepFailed(id, String.valueOf(e.getMessage()));
        }
    }

    private FetchedValues values(Entry entry) {
        StepRecord row = entry.row();
        return new FetchedValues(
                () -> row.output().orElseGet(() -> recorded.body(row.outputRef().orElseThrow())));
    }

    private static FetchedValues pending(Pending pending) {
        return new FetchedValues(() -> {
            throw new Suspended(pending.name());
        });
    }

    private static FetchedValues failed(String id, String why) {
        return new FetchedValues(() -> {
            throw new StepFailed(id, why);
        });
    }
}
