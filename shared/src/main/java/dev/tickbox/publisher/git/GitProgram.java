package dev.tickbox.publisher.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server side of one fetch or push, run by the installed git in the repository's own folder. Nothing waits for it, or for a hook of
 * that repository, longer than the deadline.
 */
final class GitProgram {
    /** Where programs and a user's git settings are found, and the language of file names. No secret of ours, and nothing of git's. */
    private static final List<String> KEPT = List.of(
            "PATH", "HOME", "XDG_CONFIG_HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "LANG", "LC_CTYPE", "SYSTEMROOT");

    private static final int POLL_MILLIS = 50;
    private static final int GRACE_MILLIS = 2_000;
    private static final int PIPE_BYTES = 64 << 10;

    private final Process process;
    private final Deadline deadline;
    private final PipedInputStream answers = new PipedInputStream(PIPE_BYTES);
    private final PipedOutputStream answersEnd;
    private final OutputDrain.Beginning words = new OutputDrain.Beginning();
    private final Thread errors;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean late;

    private GitProgram(Process process, Deadline deadline) throws IOException {
        this.process = process;
        this.deadline = deadline;
        this.answersEnd = new PipedOutputStream(answers);
        this.errors = background("errors", () -> OutputDrain.copy(process.getErrorStream(), words));
        background("answers", () -> OutputDrain.copy(process.getInputStream(), answersEnd));
        background("deadline", this::watch);
    }

    /** @param service {@code upload-pack} or {@code receive-pack} */
    static GitProgram start(String git, String service, Path folder, Deadline deadline) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(git, service, folder.toString());
        Map<String, String> environment = builder.environment();
        Map<String, String> inherited = Map.copyOf(environment);
        environment.clear();
        KEPT.stream().filter(inherited::containsKey).forEach(name -> environment.put(name, inherited.get(name)));
        // What git says is compared with what we know, in whatever language its user reads.
        environment.put("LC_MESSAGES", "C");
        try {
            return new GitProgram(builder.start(), deadline);
        } catch (IOException e) {
            boolean absent = String.valueOf(e.getMessage()).matches("(?s).*\\berror(=|: )(2|13)\\b.*");
            throw absent ? new NotInstalled(e) : e;
        }
    }

    InputStream answers() {
        return answers;
    }

    OutputStream questions() {
        return process.getOutputStream();
    }

    /** What it said that is not for the protocol; complete once it has ended. */
    String words() {
        try {
            errors.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why = late ? "git or a hook of that repository did not end in time" : "";
        return String.join(" ", why, words.text()).strip();
    }

    /** @param leave the push is decided: a hook that deploys it may go on, as it would after any other connection was lost */
    void end(boolean leave) {
        ended.countDown();
        try {
            if (!leave && !process.waitFor(late ? 0 : GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                stop();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (ended.getCount() == 1 && deadline.passed()) {
                    late = true;
                    // Whoever reads sees the end, and then ends us; whoever is held up in writing cannot.
                    answersEnd.close();
                    if (!ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                        stop();
                    }
                    return;
                }
            }
        } catch (InterruptedException | IOException e) {
            stop();
        }
    }

    /** Politely first: git then removes its lock files. A hook is a child of git, and goes with it. */
    private void stop() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static Thread background(String what, Runnable task) {
        return Thread.ofPlatform().daemon().name("git-" + what).start(task);
    }

    /** There is no git on this machine, or none that may be run. */
    static final class NotInstalled extends IOException {
        private static final long serialVersionUID = 1;

        NotInstalled(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Reads what a program writes, to its end. */
    static final class OutputDrain {
        private OutputDrain() {}

        /** Reads on after the answer is no longer needed, so that a hook that continues to print is not blocked. */
        static void copy(InputStream from, OutputStream to) {
            byte[] bytes = new byte[8 << 10];
            try (from;
                    to) {
                boolean heard = true;
                for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                    heard = heard && write(to, bytes, length);
                }
            } catch (IOException gone) {
                // The process ended, which its reader finds out by itself.
            }
        }

        private static boolean write(OutputStream to, byte[] bytes, int length) {
            try {
                to.write(bytes, 0, length);
                to.flush();
                return true;
            } catch (IOException closed) {
                return false;
            }
        }

        /** Keeps the beginning of what is written to it. */
        static final class Beginning extends OutputStream {
            private static final int MAX_BYTES = 4 << 10;

            private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

            @Override
            public synchronized void write(int value) {
                if (kept.size() < MAX_BYTES) {
                    kept.write(value);
                }
            }

            synchronized String text() {
                return kept.toString(UTF_8);
            }
        }
    }
}
