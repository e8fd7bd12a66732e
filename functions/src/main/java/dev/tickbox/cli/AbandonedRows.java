package dev.tickbox.cli;

import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.view.TableView;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows of a run that was abandoned, counted. */
final class AbandonedRows {
    private long rows;
    private long generations;
    private long publications;
    private long inFlight;
    private long cancelled;
    private long riskMicroUsd;

    void add(AbandonRun.Result row, AbandonCommand.Cancelled vendor) {
        rows++;
        generations += row.givenUp().generations().size();
        publications += row.givenUp().publications().size();
        inFlight += row.inFlight().generations().size()
                + row.inFlight().publications().size();
        cancelled += vendor.handles().size();
        riskMicroUsd += vendor.riskMicroUsd();
    }

    long count() {
        return rows;
    }

    long riskMicroUsd() {
        return riskMicroUsd;
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (rows > 0) {
            texts.add("abandoned " + TableView.rows(rows) + " of it, with " + generations + " generations and "
                    + publications + " publications");
        }
        if (inFlight > 0) {
            texts.add(inFlight + " of its rows' requests and publications are in progress right now: their results are"
                    + " stored and priced, and nothing more is bought");
        }
        if (cancelled > 0) {
            texts.add("asked the vendor to cancel " + cancelled + " jobs of its rows");
        }
        return texts;
    }
}
