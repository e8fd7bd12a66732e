package dev.tickbox.run;

/**
 * What became of a run's publications once nothing of it is outstanding.
 *
 * @param shown how many a site shows
 * @param abandoned how many a person gave up
 */
public record Publications(int shown, int abandoned) {
    public static final Publications NONE = new Publications(0, 0);

    public Publications plus(Publications other) {
        return new Publications(shown + other.shown, abandoned + other.abandoned);
    }

    String text() {
        if (abandoned == 0) {
            return "every step is done";
        }
        return shown == 0
                ? "nothing was published: all " + abandoned + " publications were abandoned"
                : "published " + shown + " times; " + abandoned + " publications were abandoned";
    }
}
