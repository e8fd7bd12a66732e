package dev.tickbox.program;

import dev.tickbox.Shortened;
import dev.tickbox.approval.Lapse;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program may do. Each step has an id that comes from its input, never from a counter or a clock. A step that is recorded
 * is not done again: its output is read. All methods may be called from several threads.
 */
public interface Steps {
    Facts run();

    /**
     * @param date of the slot, in the job's zone
     * @param createdAt when the run was made
     */
    record Facts(String id, String job, String site, Optional<Instant> slot, LocalDate date, Instant createdAt) {
        /** What "newer" and "older" count back from: the slot, or when the run was started by hand. */
        public Instant reference() {
            return slot.orElse(createdAt);
        }
    }

    /**
     * Does the body once and records its output. It may run twice if the process dies in it, so it must not have effects of its
     * own: those are what {@link #generate} and {@link #publish} are for.
     *
     * @param input what the output depends on: a JSON value (string, long, double, boolean, list, map, null)
     * @param <T> a JSON value too, not null
     */
    <T> T step(String id, @Nullable Object input, Body<T> body);

    /**
     * A gate: ends the run as left out unless it holds, which is recorded. Nothing more is bought for a run that is left out.
     *
     * @param found what is there instead, for whoever reads why; it depends on recorded steps alone
     */
    void require(String id, boolean holds, String found);

    /**
     * Fetches now, unless it is recorded. What cannot be fetched is tried again in later drives; the run is suspended only when the values
     * are asked for.
     */
    FetchedValues fetch(String id, FetchRequest request);

    /** Reserves now; the run is suspended only when its text is asked for, so that several can be out at once. */
    Generation generate(String id, Request request);

    /**
     * What a site has published, the newest first: {@code title}, {@code slug}, {@code url}, {@code date}, {@code summary}. It is read once
     * and recorded. Articles of removed runs are not among them.
     *
     * @param maxRows from 1 to 100
     */
    List<Map<String, Object>> recent(String id, String site, int maxRows);

    /** The same of the site of the job. */
    default List<Map<String, Object>> recent(String id, int maxRows) {
        return recent(id, run().site(), maxRows);
    }

    /**
     * A gate: asks a person whether this text may be used. It asks now, and waits only when the answer's text is asked for. A text that is
     * rejected, or that nobody approves in time, ends the run as left out.
     *
     * @param text depends on recorded steps alone
     */
    ApprovedText approve(String id, String text, ApprovalTerms terms);

    /** Waits until somebody answers. */
    default ApprovedText approve(String id, String text) {
        return approve(id, text, ApprovalTerms.UNTIL_ANSWERED);
    }

    /** Queues now. The same article for the same site is the same publication. */
    Publication publish(String id, String site, Article article);

    /**
     * The same for each row of a table. The rows are recorded once for each run and step; each is a run of its own, which is retried,
     * abandoned and explained by itself.
     *
     * @param program the name of the {@link RowProgram}, or {@link #CONTENT}
     */
    Table each(String id, RowSource source, RowOptions options, String program);

    /**
     * The same with a class, which is found by its name when a row is worked on: public, with a public constructor without parameters.
     *
     * @param rows of recorded steps: another drive must find the same ones
     */
    default Table each(
            String id, List<Map<String, Object>> rows, RowOptions options, Class<? extends RowProgram> program) {
        return each(id, RowSource.of(rows), options, program.getName());
    }

    /** The program of the rows is what the content says under the step's {@code steps:}. */
    String CONTENT = "content";

    interface Table {
        /** What the rows gave, in their order, once all of them have ended; until then this ends the drive. */
        List<Map<String, Object>> rows();
    }

    @FunctionalInterface
    interface Body<T> {
        T run() throws Exception;
    }

    interface Generation {
        /** The text, once it is kept; until then this ends the drive, and the run goes on here in a later one. */
        String text();
    }

    interface ApprovedText {
        /** The approved text, which the person may have edited; until somebody answers this ends the drive. */
        String text();
    }

    /**
     * @param lapse without it, the run waits until somebody answers
     * @param outputSchema the JSON schema that an edited text must match, if there is one
     */
    record ApprovalTerms(Optional<Lapse> lapse, Optional<String> outputSchema) {
        public static final ApprovalTerms UNTIL_ANSWERED = new ApprovalTerms(Optional.empty(), Optional.empty());

        public static ApprovalTerms within(Duration time, Lapse.End end) {
            return new ApprovalTerms(Optional.of(new Lapse(time, end)), Optional.empty());
        }

        public ApprovalTerms matching(String schema) {
            return new ApprovalTerms(lapse, Optional.of(schema));
        }
    }

    interface Publication {
        /** Where a person finds it, once the site shows it; until then this ends the drive. */
        String url();
    }

    /**
     * Why a drive ends before the program does. These are errors, not exceptions, so that a program's own {@code catch (Exception e)}
     * does not swallow them.
     */
    public abstract static sealed class Stop extends Error {
        private Stop(String message) {
            super(message, null, false, false);
        }

        /** Something that is asked for is not there yet. */
        public static final class Suspended extends Stop {
            private final String waitingFor;

            Suspended(String waitingFor) {
                super("waits for " + waitingFor);
                this.waitingFor = waitingFor;
            }

            public List<String> waitingFor() {
                return List.of(waitingFor);
            }
        }

        /** A gate does not hold: the run ends. */
        public static final class LeftOut extends Stop {
            private final String step;
            private final String found;

            LeftOut(String step, String found) {
                super("left out by step " + step + ": " + found);
                this.step = step;
                this.found = found;
            }

            public String step() {
                return step;
            }

            public String found() {
                return found;
            }
        }

        /** A step cannot be done; the operator may correct what is wrong and retry. */
        public static final class StepFailed extends Stop {
            private final String step;
            private final String why;

            public StepFailed(String step, String why) {
                super("step " + step + " failed: " + Shortened.why(why));
                this.step = step;
                this.why = Shortened.why(why);
            }

            public String step() {
                return step;
            }

            public String why() {
                return why;
            }
        }

        /** The driver's time is up: nothing may be written in its name any more. */
        public static final class OutOfTime extends Stop {
            OutOfTime() {
                super("the driver's time is over");
            }
        }
    }
}
