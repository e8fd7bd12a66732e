package dev.tickbox.tick.context;

import dev.tickbox.RunId;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.run.Run;
import java.util.function.Predicate;

/**
 * Whether something may still be bought or published. Asked after the commit that claims it and before the effect: so whoever pauses the
 * store or gives the run up either is seen here, or comes after the claim, which shows.
 */
public record Permit(TickContext context) {
    public enum Answer {
        GRANTED(""),
        PAUSED("the store was paused"),
        RUN_OVER("its run has ended");

        private final String why;

        Answer(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    public Answer toBuy(String run) {
        return of(run, state -> switch (state) {
            case Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Done _ -> false;
        });
    }

    /** What was queued before a gate ended the run is still published. */
    public Answer toPublish(String run) {
        return of(run, state -> switch (state) {
            case Run.Abandoned _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Done _, Run.LeftOut _ -> false;
        });
    }

    private Answer of(String run, Predicate<Run.State> isOver) {
        if (new Control(context.store(), context.clock()).paused()) {
            return Answer.PAUSED;
        }
        boolean over = isOver(run, isOver) || (RunId.isRow(run) && isOver(RunId.rootOf(run), isOver));
        return over ? Answer.RUN_OVER : Answer.GRANTED;
    }

    private boolean isOver(String run, Predicate<Run.State> isOver) {
        return context.store()
                .get(RunDocument.ref(run))
                .map(document -> isOver.test(RunDocument.read(document).state()))
                .orElse(true);
    }
}
