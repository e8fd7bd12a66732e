package dev.tickbox.publisher;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.FrontMatter.Stamp;
import java.util.Optional;

/** What stands at a delivery's path, and so what a publisher may do there. The same answer for every kind of site. */
public sealed interface ExistingFile {
    /** Longer than any file that we write, and its like made longer by a person: more than this is not ours, and is not read further. */
    int MAX_BYTES = 16 << 20;

    /** There is no file, or an unchanged earlier edition. */
    record Free() implements ExistingFile {}

    /** This very delivery, perhaps edited by a person since: their work stays. */
    record Ours() implements ExistingFile {}

    /** An edition of this item that stays. */
    record Taken(String why) implements ExistingFile {}

    /** Another article that Tickbox wrote. */
    record AnotherArticle(String why) implements ExistingFile {}

    /** Whatever Tickbox did not write. */
    record Foreign(String why) implements ExistingFile {}

    static ExistingFile of(Optional<byte[]> there, Delivery delivery) {
        if (there.isEmpty()) {
            return new Free();
        }
        Optional<Stamp> found = there.filter(bytes -> bytes.length <= MAX_BYTES).flatMap(FrontMatter::stamp);
        if (found.isEmpty()) {
            return new Foreign(words(delivery, "another file, not written by Tickbox, has this name"));
        }
        Stamp stamp = found.get();
        if (stamp.key().equals(delivery.fingerprint())) {
            return new Ours();
        }
        if (!stamp.sameItem(delivery)) {
            String what = "the article of run " + stamp.run() + ", step " + stamp.step() + " has this name";
            return new AnotherArticle(words(delivery, what));
        }
        if (stamp.edition() > delivery.edition()) {
            return new Taken(superseded(delivery, stamp.edition()));
        }
        if (stamp.edition() == delivery.edition()) {
            return taken(delivery, "edition " + stamp.edition() + " is already there with another text");
        }
        return stamp.untouched()
                ? new Free()
                : taken(delivery, "edition " + stamp.edition() + " was edited at the site and would be overwritten");
    }

    /** A later edition is never taken back by an earlier one that comes late. */
    static String superseded(Delivery delivery, int by) {
        return "superseded: edition " + by + " of " + delivery.run() + " is published, this is edition "
                + delivery.edition();
    }

    private static Taken taken(Delivery delivery, String what) {
        return new Taken(words(delivery, what));
    }

    private static String words(Delivery delivery, String what) {
        return delivery.file() + ": " + what + "; move it away, then: tickbox retry " + delivery.fingerprint();
    }
}
