package dev.tickbox.source;

import dev.tickbox.Clock.Deadline;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** Gets the content of one address. */
public interface Source {
    /** Answers before the deadline, and with a {@link Reply} whatever the other side does. */
    Reply fetch(SourceQuery query, Deadline deadline);

    /** What came of one fetch. No text in it contains the value of a secret. */
    sealed interface Reply {}

    /** An answer, decompressed. */
    final class Fetched implements Reply {
        private final byte[] bytes;
        private final Optional<String> contentType;
        private final String address;
        private final Runnable held;

        /**
         * @param contentType as the header has it
         * @param address the last one, after redirects
         */
        public Fetched(byte[] bytes, Optional<String> contentType, String address) {
            this(bytes, contentType, address, () -> {});
        }

        /** @param held is run when the answer is not needed any more */
        public Fetched(byte[] bytes, Optional<String> contentType, String address, Runnable held) {
            this.bytes = bytes.clone();
            this.contentType = contentType;
            this.address = address;
            this.held = held;
        }

        /** Once, by who asked for it: few answers are held at once, and others wait for that. */
        public void release() {
            held.run();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** At most so many of its bytes. */
        public byte[] start(int length) {
            return Arrays.copyOf(bytes, Math.min(bytes.length, length));
        }

        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        public Optional<String> contentType() {
            return contentType;
        }

        /** That the header names, if it names one that is known here. */
        public Optional<Charset> charset() {
            return contentType.flatMap(ContentTypes::charset);
        }

        public String address() {
            return address;
        }
    }

    /** It may pass: the same may be asked later. */
    record Again(String why) implements Reply {}

    /** The same would be refused again: a person must correct something. */
    record Refused(String why) implements Reply {}
}
