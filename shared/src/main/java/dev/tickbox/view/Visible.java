package dev.tickbox.view;

/**
 * Texts of others for a person's eyes: what a terminal or a browser would obey is shown as a replacement character. Titles come from feeds
 * and texts from a model, and either may contain commands to the terminal, or marks that turn the order of the letters round.
 */
public final class Visible {
    private static final char REPLACEMENT = '\uFFFD';

    private Visible() {}

    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        // A line end of Windows is no command to a terminal.
        text.replace("\r\n", "\n").chars().forEach(unit -> shown.append(isObeyed(unit) ? REPLACEMENT : (char) unit));
        return shown.toString();
    }

    private static boolean isObeyed(int unit) {
        boolean isControl = Character.isISOControl(unit) && unit != '\n' && unit != '\t';
        boolean turnsRound = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
        return isControl || turnsRound;
    }
}
