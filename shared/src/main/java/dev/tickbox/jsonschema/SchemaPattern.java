package dev.tickbox.jsonschema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tickbox.Shortened;

/** A pattern of a JSON schema. It is found, or not, in a time that grows with the text's length and no faster, on a bounded stack. */
final class SchemaPattern {
    private final String written;
    private final Pattern pattern;

    /** @throws IllegalArgumentException when it cannot be used; the message says how to mend it */
    SchemaPattern(String written) {
        this.written = written;
        try {
            pattern = Pattern.compile(EcmaPattern.toRe2(written));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(named() + " cannot be read: " + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(named() + " " + e.getMessage(), e);
        }
    }

    private String named() {
        return "the pattern " + Shortened.words(written, 100);
    }

    boolean isIn(String text, SchemaWork work) {
        work.spend(Math.multiplyExact(text.length() + 1L, pattern.programSize()));
        return pattern.matcher(text).find();
    }

    @Override
    public String toString() {
        return written;
    }
}
