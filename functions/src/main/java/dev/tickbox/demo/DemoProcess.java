package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.process.Tether;
import java.io.IOException;
import org.eclipse.jgit.util.FS;

/** The main class of the child processes: the vendor, the sites, and the ticks of a contender. */
public final class DemoProcess {
    private DemoProcess() {}

    /** @param arguments the kind of process, and its settings as JSON */
    public static void main(String[] arguments) throws IOException {
        // Without this JGit measures the resolution of the file clock for seconds before it writes its first file.
        FS.FileStoreAttributes.setBackground(true);
        Fields settings = new Fields(Json.parseObject(arguments[1]));
        switch (arguments[0]) {
            case "vendor" -> VendorProcess.run(settings, Tether.halting());
            case "sites" -> SitesProcess.run(settings);
            case WeekOfFaults.TICKBOX -> {
                TickboxShift.run(CrontabShift.read(settings), Tether.halting());
                System.exit(0);
            }
            case WeekOfFaults.SCRIPT -> {
                NaiveScript.run(CrontabShift.read(settings), Tether.halting());
                System.exit(0);
            }
            default -> throw new IllegalArgumentException("the demo has no " + arguments[0]);
        }
    }
}
