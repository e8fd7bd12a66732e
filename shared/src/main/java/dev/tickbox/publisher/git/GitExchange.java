package dev.tickbox.publisher.git;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Address;
import dev.tickbox.publisher.ExistingFile;
import dev.tickbox.publisher.Placement;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.git.Remote.NoSuchBranch;
import dev.tickbox.publisher.git.Remote.PushAnswer;
import dev.tickbox.publisher.git.Remote.Rejection;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** One delivery and one remote: look for the key, push from exactly the tip that was looked at, and look again unless it is certain. */
record GitExchange(
        LocalClone slot,
        Remote remote,
        TransportFailure trouble,
        Delivery delivery,
        Address address,
        PersonIdent author) {
    /** Each lost race is somebody else's success; so many in a row are worth a pause. What is unclear so often is refused. */
    private static final int ROUNDS = 12;

    private static final int MAX_FAILURES = 2;
    private static final int[] DEPTHS = {Remote.FIRST_DEPTH, 16 * Remote.FIRST_DEPTH, Remote.EVERYTHING};

    Result run() throws IOException {
        int failures = 0;
        Result last = new Retry("not enough time left to publish " + delivery.file());
        for (int round = 0; round < ROUNDS; round++) {
            try {
                switch (round()) {
                    case Round.Certain(Result result) -> {
                        return result;
                    }
                    case Round.Again(Result result) -> last = result;
                }
            } catch (Remote.OutOfTime e) {
                return last;
            } catch (NoSuchBranch e) {
                return trouble.noBranch(remote.ref(), e.branches(), delivery);
            } catch (TransportException | NotSupportedException e) {
                // A push may have arrived although its reply was lost: the next round's look tells.
                Result result = trouble.result(e);
                if (result instanceof Refused) {
                    return result;
                }
                // The first failure is the cause of the next more often than the other way round.
                last = failures == 0 ? result : last;
                if (++failures == MAX_FAILURES) {
                    return last;
                }
                if (!trouble.isOutage(e)) {
                    slot.startOver();
                }
            } catch (IOException | RuntimeException e) {
                last = new Retry("the cache of " + trouble.remote().text() + " is broken: " + trouble.words(e));
                if (++failures == MAX_FAILURES) {
                    return last;
                }
                slot.startOver();
            }
        }
        return last;
    }

    private sealed interface Round {
        record Certain(Result result) implements Round {}

        /** @param result what holds if no other round tells more */
        record Again(Result result) implements Round {}
    }

    private Round round() throws IOException, NoSuchBranch {
        Optional<ObjectId> tip = Optional.empty();
        Delivery named = delivery;
        for (int depth : DEPTHS) {
            tip = remote.fetch(slot.repository(), depth);
            if (tip.isEmpty()) {
                break;
            }
            RemoteHistory history = RemoteHistory.read(slot.repository(), tip.get(), delivery);
            // A remote that is itself cut short has no more to show.
            if (history.isSettled() || depth == Remote.EVERYTHING) {
                Placement place = CommitTree.placement(slot.repository(), tip.get(), delivery);
                Optional<Result> known = look(history, tip.get(), place);
                if (known.isPresent()) {
                    return new Round.Certain(known.get());
                }
                named = place.delivery();
                break;
            }
            slot.startOver();
        }
        Repository repository = slot.repository();
        ObjectId commit = CommitTree.commit(repository, tip, named, author);
        return switch (remote.push(repository, tip, commit)) {
            case PushAnswer.Moved() -> new Round.Certain(published(named, commit));
            // Overtaken in an empty repository, we see next time what is there; unless it is hidden from those who
            // fetch.
            case PushAnswer.Changed() -> tip.isPresent() ? overtaken() : new Round.Again(trouble.hidden());
            case PushAnswer.Unknown() ->
                new Round.Again(new Retry(trouble.remote().text() + " did not report the result of a push"));
            case PushAnswer.Refused(Rejection rejection) ->
                switch (rejection.meaning()) {
                    case OVERTAKEN -> overtaken();
                    case UNCLEAR -> new Round.Again(trouble.refusedPush(rejection.words()));
                    case REFUSED -> new Round.Certain(trouble.refusedPush(rejection.words()));
                };
        };
    }

    private static Round overtaken() {
        return new Round.Again(new Retry("other publishers pushed first, " + ROUNDS + " times in a row"));
    }

    /** What the branch says already, if that settles it. */
    private Optional<Result> look(RemoteHistory history, ObjectId tip, Placement place) {
        boolean isThere = place.there() instanceof ExistingFile.Ours;
        if (history.published().isPresent()) {
            Delivery shown = history.name().orElse(isThere ? place.delivery() : delivery);
            return Optional.of(published(shown, history.published().get()));
        }
        if (history.laterEdition().isPresent()) {
            return history.laterEdition().map(by -> new Refused(ExistingFile.superseded(delivery, by)));
        }
        return switch (place.there()) {
            case ExistingFile.Free() -> Optional.empty();
            // Its commit was squashed or rewritten since, and the file is there all the same.
            case ExistingFile.Ours() -> Optional.of(published(place.delivery(), tip));
            case ExistingFile.Taken(String why) -> Optional.of(new Refused(why));
            case ExistingFile.AnotherArticle(String why) -> Optional.of(new Refused(why));
            case ExistingFile.Foreign(String why) -> Optional.of(new Refused(why));
        };
    }

    private Result published(Delivery named, ObjectId commit) {
        return new Published(address.of(named), commit.name());
    }
}
