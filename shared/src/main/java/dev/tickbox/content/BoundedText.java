package dev.tickbox.content;

import java.io.Writer;
import java.util.function.IntSupplier;

/** A text that grows to a number of bytes and no further: what renders into it is stopped there. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int maxBytes;
    private final IntSupplier rows;
    private long bytes;

    /** @param rows how many the sections have that were begun, for the message */
    BoundedText(int maxBytes, IntSupplier rows) {
        this.maxBytes = maxBytes;
        this.rows = rows;
    }

    /** In UTF-8, where each half of a pair counts two of its four bytes. */
    @Override
    public void write(char[] chars, int from, int length) {
        for (int i = from; i < from + length; i++) {
            bytes += chars[i] < 0x80 ? 1 : chars[i] < 0x800 || Character.isSurrogate(chars[i]) ? 2 : 3;
        }
        if (bytes > maxBytes) {
            throw new Templates.Unusable("the text would be longer than " + maxBytes + " bytes: it has " + bytes
                    + " so far, and its sections have " + rows.getAsInt()
                    + " rows; name fewer or shorter columns, or take fewer rows (maxRows)");
        }
        text.append(chars, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
