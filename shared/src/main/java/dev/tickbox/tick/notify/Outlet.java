package dev.tickbox.tick.notify;

import dev.tickbox.notifier.Notifier;
import java.util.function.UnaryOperator;

/**
 * How a tick tells people something.
 *
 * @param command makes the whole command of words, as it is typed where people are
 */
public record Outlet(Notifier notifier, UnaryOperator<String> command) {
    public static final Outlet SILENT = new Outlet(Notifier.SILENT, words -> "tickbox " + words);
}
