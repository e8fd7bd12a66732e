package dev.tickbox.store.sqlite;

import dev.tickbox.store.Store.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Concurrent commits share a disk sync. Whoever finds the writer free writes for all who are waiting, so that a lone caller pays
 * no hand-over to another thread, and a crowd pays one sync for all.
 */
final class Committer implements AutoCloseable {
    private static final int MAX_TOGETHER = 256;

    private final Queue<CommitRequest> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Writer writer;

    Committer(Writer writer) {
        this.writer = writer;
    }

    Outcome commit(CommitRequest mine) {
        boolean interrupted = false;
        waiting.add(mine);
        try {
            while (!mine.isDone()) {
                if (mine.takeBack()) {
                    waiting.add(mine);
                }
                if (writing.tryLock()) {
                    lead();
                } else {
                    LockSupport.park(this);
                    // A commit cannot be taken back, so an interrupt waits until its outcome is known.
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (!mine.isDone()) {
                // This thread cannot go on. Nobody may write for it when it has gone.
                waiting.remove(mine);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return mine.outcome();
    }

    /** Whoever joined the queue after it was drained finds the lock free, or is woken by the one who frees it. */
    private void lead() {
        List<CommitRequest> together = List.of();
        try {
            together = new ArrayList<>(MAX_TOGETHER);
            CommitRequest next;
            while (together.size() < MAX_TOGETHER && (next = waiting.peek()) != null) {
                // Taken from the queue only when it is held here: a request is never in neither.
                together.add(next);
                waiting.remove();
            }
            if (!together.isEmpty()) {
                writer.write(together);
            }
        } finally {
            writing.unlock();
            CommitRequest leader = waiting.peek();
            if (leader != null) {
                leader.wake();
            }
            together.forEach(CommitRequest::finish);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
