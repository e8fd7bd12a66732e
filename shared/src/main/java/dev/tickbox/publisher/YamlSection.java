package dev.tickbox.publisher;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * One section of a YAML mapping, read event by event: its work grows with the text and no more, nothing is built of the rest, and what
 * stands after the section is not read.
 */
final class YamlSection {
    private static final int MAX_DEPTH = 64;
    /** The scanner copies all of a long scalar for each buffer that it fills. */
    private static final int BUFFER_CHARS = 1 << 20;

    private YamlSection() {}

    /** The section's texts by name, each as it is written: a key of digits is not a number. Empty for everything that we never write. */
    static Map<String, String> read(String yaml, String section) {
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(Math.min(yaml.length() + 2, BUFFER_CHARS))
                .setCodePointLimit(ExistingFile.MAX_BYTES)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(yaml).iterator();
            Event first = events.next();
            while (isOf(first, Event.ID.StreamStart) || isOf(first, Event.ID.DocumentStart)) {
                first = events.next();
            }
            return isOf(first, Event.ID.MappingStart) ? find(events, section) : Map.of();
        } catch (RuntimeException broken) {
            // Broken, or nested deeper than anybody writes, or something that the parser stumbles over.
            return Map.of();
        }
    }

    private static Map<String, String> find(Iterator<Event> events, String section) {
        for (Event key = events.next(); !isOf(key, Event.ID.MappingEnd); key = events.next()) {
            pass(key, events);
            Event value = events.next();
            if (key instanceof ScalarEvent name
                    && name.getValue().equals(section)
                    && isOf(value, Event.ID.MappingStart)) {
                return texts(events);
            }
            pass(value, events);
        }
        return Map.of();
    }

    private static Map<String, String> texts(Iterator<Event> events) {
        Map<String, String> texts = new HashMap<>();
        for (Event key = events.next(); !isOf(key, Event.ID.MappingEnd); key = events.next()) {
            pass(key, events);
            Event value = events.next();
            pass(value, events);
            if (key instanceof ScalarEvent name && value instanceof ScalarEvent text) {
                texts.put(name.getValue(), text.getValue());
            }
        }
        return texts;
    }

    /** Goes to the end of what begins here. */
    private static void pass(Event begin, Iterator<Event> events) {
        int depth = step(begin);
        while (depth > 0) {
            depth += step(events.next());
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
            }
        }
    }

    private static int step(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
        };
    }

    private static boolean isOf(Event event, Event.ID kind) {
        return event.getEventId() == kind;
    }
}
