package dev.tickbox;

import java.util.Set;

/** What Tickbox itself writes into every front matter, so that nobody else's values can stand there. */
public final class FrontMatterNames {
    public static final Set<String> OURS = Set.of("title", "date", "summary", "slug", "tickbox");

    private FrontMatterNames() {}
}
