package dev.tickbox.functions.command.demo;

import dev.tickbox.functions.process.Leash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;

/**
 * A day of the demo inside one process, for the launcher's build: the Java that watches it remembers which classes the command needs, and
 * every later process starts in a fraction of the time.
 */
public final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("tickbox-training-");
        try {
            Repositories.make(home, Plot.WAYS, Plot.START);
            String vendor = VendorProcess.start(home, "0", Plot.WAYS);
            int port = SitesProcess.start(home, 0).getAddress().getPort();
            Leash leash = Leash.none();
            for (String way : Plot.WAYS) {
                DemoContent.write(Places.content(home, way), "git://127.0.0.1:" + port + "/" + way);
                Shift day = new Shift(
                        way,
                        home,
                        vendor,
                        Plot.START,
                        Plot.START.plus(Duration.ofHours(8)),
                        Optional.empty(),
                        Plot.START,
                        Optional.empty());
                if (way.equals(Plot.TICKBOX)) {
                    TickboxShift.run(day, leash);
                } else {
                    NaiveScript.run(day, leash);
                }
                Repositories.checkOut(home, way);
            }
            new CommandLine(new Demo()).getUsageMessage();
        } finally {
            remove(home);
        }
        System.exit(0);
    }

    private static void remove(Path home) {
        try {
            Places.remove(home);
        } catch (IOException e) {
            System.err.println("something still writes to " + home + ": " + e);
        }
    }
}
