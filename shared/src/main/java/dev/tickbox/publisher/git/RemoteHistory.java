package dev.tickbox.publisher.git;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What the branch's commits say about a delivery.
 *
 * @param published the commit that carries its key; the first one, if somebody copied it
 * @param name under which name it was published there, if its message still says so
 * @param laterEdition the highest edition of the same run, step and site that was ever published, if it is a later one
 * @param complete the search reached back to where the delivery did not exist yet
 */
record RemoteHistory(
        Optional<ObjectId> published, Optional<Delivery> name, Optional<Integer> laterEdition, boolean complete) {
    static final String KEY = "Tickbox-Key";
    static final String SITE = "Tickbox-Site";
    static final String RUN = "Tickbox-Run";
    static final String STEP = "Tickbox-Step";
    static final String EDITION = "Tickbox-Edition";

    /** The makers' clocks are not ours, so a few commits that look too old do not end the search. */
    private static final int OLD_ENOUGH = 32;

    private static final Duration SLACK = Duration.ofDays(1);

    static RemoteHistory read(Repository repository, ObjectId tip, Delivery delivery) throws IOException {
        long cutoff = delivery.createdAt().minus(SLACK).getEpochSecond();
        Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
        ObjectId published = null;
        Optional<Delivery> name = Optional.empty();
        int edition = delivery.edition();
        boolean cutShort = false;
        int old = 0;
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(tip));
            for (RevCommit commit : walk) {
                if (says(commit, KEY, delivery.fingerprint())) {
                    published = commit.copy();
                    name = name(commit, delivery);
                }
                if (says(commit, RUN, delivery.run())
                        && says(commit, STEP, delivery.step())
                        && says(commit, SITE, delivery.site())) {
                    edition = Math.max(edition, edition(commit));
                }
                boolean isOld = commit.getCommitTime() < cutoff;
                cutShort |= shallow.contains(commit);
                old += isOld ? 1 : 0;
                if (old == OLD_ENOUGH) {
                    break;
                }
            }
        }
        return new RemoteHistory(
                Optional.ofNullable(published),
                name,
                edition > delivery.edition() ? Optional.of(edition) : Optional.empty(),
                !cutShort || old == OLD_ENOUGH);
    }

    /** More of the past would not change the answer. */
    boolean isSettled() {
        return published.isPresent() || complete;
    }

    private static boolean says(RevCommit commit, String trailer, String value) {
        return commit.getFooterLines(trailer).contains(oneLine(value));
    }

    private static Optional<Delivery> name(RevCommit commit, Delivery delivery) {
        return IntStream.rangeClosed(1, Placement.MAX_NAMES)
                .mapToObj(delivery::named)
                .filter(named -> subject(named).equals(commit.getShortMessage()))
                .findFirst();
    }

    private static int edition(RevCommit commit) {
        return commit.getFooterLines(EDITION).stream()
                .filter(text -> text.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** The message that this class can read back. */
    static String message(Delivery delivery) {
        return subject(delivery) + "\n\n"
                + trailer(KEY, delivery.fingerprint())
                + trailer(SITE, delivery.site())
                + trailer(RUN, delivery.run())
                + trailer(STEP, delivery.step())
                + trailer(EDITION, Integer.toString(delivery.edition()));
    }

    /** No text of the model is in it: some services obey words there, such as [skip ci]. */
    private static String subject(Delivery delivery) {
        return "Publish " + oneLine(delivery.file());
    }

    private static String trailer(String name, String value) {
        return name + ": " + oneLine(value) + "\n";
    }

    /** A trailer ends with its line. */
    private static String oneLine(String value) {
        return value.codePoints()
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
