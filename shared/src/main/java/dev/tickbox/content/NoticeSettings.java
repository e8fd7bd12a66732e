package dev.tickbox.content;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is told what.
 *
 * @param heartbeat what is called while ticks do their work, so that somebody else sees when they do not
 */
public record NoticeSettings(SortedMap<String, Channel> channels, Optional<CalledAddress> heartbeat) {
    public static final NoticeSettings NOBODY = new NoticeSettings(Collections.emptySortedMap(), Optional.empty());

    public NoticeSettings {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    }
}
