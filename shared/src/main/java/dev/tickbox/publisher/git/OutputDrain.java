package dev.tickbox.publisher.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads what a program writes, to its end. */
final class OutputDrain {
    private OutputDrain() {}

    /** Reads on where nobody listens any more, so that a hook that goes on is not held up by what it says. */
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
