package dev.tickbox.publisher.git;

import java.io.StringWriter;

/** The beginning of what hooks say: one that never stops talking does not fill the memory. */
final class HookWords extends StringWriter {
    private static final int MAX_CHARS = 4 << 10;

    @Override
    public void write(int c) {
        write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) {
        write(text.substring(from, from + length));
    }

    @Override
    public void write(String text) {
        int room = Math.max(0, MAX_CHARS - getBuffer().length());
        super.write(text, 0, Math.min(room, text.length()));
    }
}
