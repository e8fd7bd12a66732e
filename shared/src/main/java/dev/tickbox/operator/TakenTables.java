package dev.tickbox.operator;

import dev.tickbox.Clock;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether a content can go on with the tables of an earlier run: of each row only the columns were recorded that the steps after its table
 * read then.
 *
 * @param job as it is in today's content
 */
record TakenTables(Store store, Clock clock, Job job) {
    /** @param taken what is recorded of the steps that are taken over */
    Optional<String> problem(Stream<StepRecord> taken) {
        return taken.flatMap(record -> problem(record).stream()).findFirst();
    }

    private Optional<String> problem(StepRecord record) {
        Optional<Step> today = job.steps().stream()
                .filter(step -> step.id().equals(record.step()))
                .findFirst();
        if (today.isEmpty()) {
            return Optional.empty(); // The steps of a class are not known before it runs.
        }
        boolean wasTable = record.kind() == Kind.EACH;
        if (wasTable != today.get() instanceof Step.Each) {
            return Optional.of("its step " + record.step() + (wasTable ? " made" : " did not make")
                    + " a table, and in today's content it does" + (wasTable ? " not" : "") + "; to begin there: --at "
                    + record.step());
        }
        return today.get() instanceof Step.Each each ? missing(record, each) : Optional.empty();
    }

    private Optional<String> missing(StepRecord record, Step.Each each) {
        SortedSet<String> recorded = recorded(record);
        List<String> missing = each.kept().stream()
                .filter(path -> recorded.stream().noneMatch(known -> (path + ".").startsWith(known + ".")))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the rows of its step " + record.step() + " were recorded without "
                        + String.join(", ", missing) + ", which steps of today's content read; to make the rows anew:"
                        + " --at " + record.step());
    }

    /** By the content that the table was made with: the run may have taken it over itself. Of the rows of a class it is not known. */
    private SortedSet<String> recorded(StepRecord record) {
        String content = record.content().split("\\+", 2)[0];
        return new Definitions(store, clock)
                .load(content).job(job.id()).stream()
                        .flatMap(then -> then.steps().stream())
                        .filter(step -> step.id().equals(record.step()))
                        .filter(Step.Each.class::isInstance)
                        .map(step -> ((Step.Each) step).kept())
                        .findFirst()
                        .orElseGet(TreeSet::new);
    }
}
