package dev.tickbox.content.reader;

/**
 * One mistake in the content, as a person should read it.
 *
 * @param file relative to the content folder
 * @param line from 1; 0 where it is about the whole file
 */
public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
