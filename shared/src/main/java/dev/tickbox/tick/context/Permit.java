package dev.tickbox.tick.context;

import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.run.Run;

/**
 * Whether something may still be bought or published. Asked after the commit that claims it and before the effect: so whoever pauses the
 * store or gives the run up either is seen here, or comes after the claim, which shows.
 */
public record Permit(TickContext context) {
    public enum Answer {
        GRANTED(""),
        PAUSED("the store was paused"),
        RUN_OVER("its run was abandoned");

        private final String why;

        Answer(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    public Answer of(String run) {
        if (new Control(context.store(), context.clock()).paused()) {
            return Answer.PAUSED;
        }
        boolean over = context.store()
                .get(RunDocument.ref(run))
                .map(document -> switch (RunDocument.read(document).state()) {
                    case Run.Abandoned _, Run.Deleting _ -> true;
                    case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Done _ -> false;
                })
                .orElse(true);
        return over ? Answer.RUN_OVER : Answer.GRANTED;
    }
}
