package dev.tickbox.program;

import dev.tickbox.Shortened;
import java.util.List;

/**
 * Why a drive ends before the program does. These are errors, not exceptions, so that a program's own {@code catch (Exception e)}
 * does not swallow them.
 */
public abstract sealed class Stop extends Error {
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

    /** A step cannot be done; a person may mend what is wrong and resume. */
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
