package dev.tickbox.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How one page names another. */
interface Links {
    enum Kind {
        RUN,
        JOB,
        SITE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Empty where there is no such page. */
    Optional<String> to(Kind kind, String id);

    String home();

    /** Whether somebody answers a search. */
    boolean isServed();

    /** What a form must bring with it; empty where nobody answers one. */
    Optional<String> token();

    /** All pages are at one level, so that their addresses are the same below any path. */
    record Served(Optional<String> token) implements Links {
        @Override
        public Optional<String> to(Kind kind, String id) {
            return Optional.of(kind.word() + "?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        }

        @Override
        public String home() {
            return "./";
        }

        @Override
        public boolean isServed() {
            return true;
        }
    }
}
