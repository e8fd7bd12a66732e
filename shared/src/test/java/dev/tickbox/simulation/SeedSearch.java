package dev.tickbox.simulation;

/** A process that plays one history after the other until one breaks the check that is named. */
public final class SeedSearch {
    private SeedSearch() {}

    /** @param args the name of the check, the first seed and the last */
    public static void main(String[] args) {
        String check = Check.valueOf(args[0]).name();
        long last = Long.parseLong(args[2]);
        for (long seed = Long.parseLong(args[1]); seed <= last; seed++) {
            SeededHistory.Told told = SeededHistory.tell(seed);
            if (told.broken().isPresent()) {
                String what = told.broken().get().toString();
                if (told.check().equals(check)) {
                    System.out.println("FOUND " + seed + " " + what);
                    System.exit(0);
                }
                System.out.println("meanwhile: seed " + seed + ": " + what);
            }
        }
        System.out.println("NOT FOUND up to seed " + last);
        System.exit(0);
    }
}
