package dev.tickbox.generator.gemini;

import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Generator.Whom;
import java.util.function.Consumer;

/**
 * One way in which a submit can go.
 *
 * @param row the line of the table in the documentation that it belongs to
 * @param posts how many requests reach the vendor's socket
 * @param taken how many the vendor charges for
 */
record SubmitCase(String row, String detail, Consumer<Bench> arrange, int posts, int taken, Says says) {
    enum Says {
        ACCEPTED("accepted"),
        AGAIN("refused: nothing was bought; sent again later"),
        ACCOUNT("refused: nothing was bought; submitting stops until the account works"),
        NEVER("refused: nothing was bought; correct the request"),
        UNSURE("unknown outcome: at risk, not sent again immediately");

        final String words;

        Says(String words) {
            this.words = words;
        }

        static Says of(Submission answer) {
            return switch (answer) {
                case Accepted a -> ACCEPTED;
                case Refused a -> a.lasting() ? NEVER : a.whom() == Whom.ACCOUNT ? ACCOUNT : AGAIN;
                case Unsure a -> UNSURE;
            };
        }
    }

    @Override
    public String toString() {
        return row + (detail.isEmpty() ? "" : ", " + detail);
    }
}
