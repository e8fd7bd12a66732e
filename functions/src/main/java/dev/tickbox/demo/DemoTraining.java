package dev.tickbox.demo;

import dev.tickbox.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Runs one day of the demo in one process, to record which classes the command needs. The launcher makes a class archive of them, so that
 * later processes start faster.
 */
public final class DemoTraining {
    private DemoTraining() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("tickbox-training-");
        try {
            Repositories.make(home, WeekOfFaults.WAYS, WeekOfFaults.START);
            String vendor = VendorProcess.start(home, "0", WeekOfFaults.WAYS);
            int port = SitesProcess.start(home, 0).getAddress().getPort();
            Tether leash = Tether.none();
            for (String way : WeekOfFaults.WAYS) {
                DemoContent.write(DemoFolder.content(home, way), "git://127.0.0.1:" + port + "/" + way);
                CrontabShift day = new CrontabShift(
                        way,
                        home,
                        vendor,
                        WeekOfFaults.START,
                        WeekOfFaults.START.plus(Duration.ofHours(8)),
                        Optional.empty(),
                        WeekOfFaults.START,
                        Optional.empty());
                if (way.equals(WeekOfFaults.TICKBOX)) {
                    TickboxShift.run(day, leash);
                } else {
                    NaiveScript.run(day, leash);
                }
                Repositories.checkOut(home, way);
            }
            new CommandLine(new DemoCommand()).getUsageMessage();
        } finally {
            remove(home);
        }
        System.exit(0);
    }

    private static void remove(Path home) {
        try {
            DemoFolder.remove(home);
        } catch (IOException e) {
            System.err.println("something still writes to " + home + ": " + e);
        }
    }
}
