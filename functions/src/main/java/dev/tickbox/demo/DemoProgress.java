package dev.tickbox.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output of the demo while it runs. */
final class DemoProgress {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Map<String, String> NAMES =
            Map.of(WeekOfFaults.TICKBOX, "Tickbox", WeekOfFaults.SCRIPT, "cron script");

    private final PrintStream out;
    private final boolean coloured;

    DemoProgress(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    static String name(String way) {
        return NAMES.getOrDefault(way, way);
    }

    void begin(List<ExpectedArticle> due) {
        out.println(strong("One simulated week with failures, run twice: with Tickbox and with a plain cron script."));
        out.println("Four sites, " + due.size() + " articles, one tick each hour. The failures are listed below.");
        out.println("The vendor and the sites are separate processes, and the numbers are theirs.");
    }

    void trouble(WeekOfFaults.Trouble trouble) {
        out.println();
        out.println(strong(time(trouble.at())) + "  " + trouble.words());
    }

    /** @param hit only the slots that this failure affects */
    void outcome(String way, Tally hit) {
        boolean asItShouldBe = hit.bought() == hit.due() && hit.lost() == 0 && hit.publishedTwice() == 0;
        String articles = hit.due() == 1 ? "1 article" : hit.due() + " articles";
        String words = articles + ": bought " + times(hit.bought(), hit.due()) + ", "
                + (hit.lost() > 0
                        ? hit.lost() + " lost"
                        : "published " + times(hit.received().size(), hit.due()))
                + hit.lastArrival().map(at -> " by " + TIME.format(at)).orElse("");
        out.println("           " + String.format(Locale.ROOT, "%-13s", name(way))
                + (asItShouldBe ? good(words) : bad(words)));
    }

    private static String times(int count, int due) {
        if (count == due) {
            return due == 1 ? "once" : "once each";
        }
        return count == 2 * due ? "twice" + (due == 1 ? "" : " each") : count + " times";
    }

    void line(String text) {
        out.println(text);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    String strong(String text) {
        return painted("1", text);
    }

    String good(String text) {
        return painted("32", text);
    }

    String bad(String text) {
        return painted("31", text);
    }

    private String painted(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
