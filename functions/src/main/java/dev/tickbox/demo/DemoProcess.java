package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.process.Tether;
import java.io.IOException;
import org.eclipse.jgit.util.FS;

/** The entrance of every process but the first: the vendor, the sites, and one shift of either way. */
public final class DemoProcess {
    private DemoProcess() {}

    /** @param arguments what to be, and its settings as JSON */
    public static void main(String[] arguments) throws IOException {
        // A disk's clock is measured for seconds otherwise, before the first file is written.
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
