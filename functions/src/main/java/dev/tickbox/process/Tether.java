package dev.tickbox.process;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** What ties a child to its parent: lines out, one "go" in, and an end as soon as the parent is gone, however it went. */
public final class Tether {
    private final PrintStream out = System.out;
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    private Tether() {}

    private void watch(Runnable onEnd) {
        Thread.ofPlatform().daemon().name("leash").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    go.countDown();
                }
            } catch (IOException parentGone) {
                // The same as the end of the input.
            }
            onEnd.run();
        });
    }

    public static Tether halting() {
        return ending(() -> Runtime.getRuntime().halt(3));
    }

    /** @param onEnd what is left to do once the parent has closed our input */
    public static Tether ending(Runnable onEnd) {
        Tether leash = new Tether();
        leash.watch(onEnd);
        return leash;
    }

    /** For who has no parent. */
    public static Tether none() {
        return new Tether();
    }

    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    public void waitForGo() {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Comes back never: the parent hears the line and sends SIGKILL. */
    public void stopDead(String line) {
        say(line);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // Only SIGKILL ends this.
            }
        }
    }
}
