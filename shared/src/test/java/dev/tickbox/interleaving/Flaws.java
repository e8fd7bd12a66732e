package dev.tickbox.interleaving;

/** What is wrong outside, until somebody mends it. */
final class Flaws {
    private String down = "";
    private boolean siteRefuses;
    private boolean programFails;

    void siteRefuses(boolean refuses) {
        siteRefuses = refuses;
    }

    boolean siteRefuses() {
        return siteRefuses;
    }

    void programFails(boolean fails) {
        programFails = fails;
    }

    boolean programFails() {
        return programFails;
    }

    void siteIsDown(String site) {
        down = site;
    }

    boolean isDown(String site) {
        return site.equals(down);
    }

    void allIsWell() {
        down = "";
    }
}
