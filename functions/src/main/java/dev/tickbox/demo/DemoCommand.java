package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Compares Tickbox with a plain cron script in a simulated week with failures.",
            "Processes are killed, sites are down and ticks overlap. It needs no key and no network, and costs nothing."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String EXPLAINED = "garden-daily@2026-11-17T06:00Z";

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Vary the texts and the duration of the jobs at the vendor.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Path home = DemoFolder.fresh();
        PrintStream out =
                json ? new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) : System.out;
        boolean coloured = Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent()
                && noColorIsUnset();
        DemoProgress story = new DemoProgress(out, coloured);
        List<ExpectedArticle> due;
        try (Week week = new Week(home, Long.toString(seed), story)) {
            due = week.play();
        } catch (IOException e) {
            System.err.println("tickbox: the demo failed: " + e.getMessage());
            System.err.println("         The logs of its processes are in " + shown(home));
            return 1;
        }
        for (String way : WeekOfFaults.WAYS) {
            Repositories.checkOut(home, way);
        }
        Tally tickbox = OutsideCounts.of(home, WeekOfFaults.TICKBOX, due);
        Tally script = OutsideCounts.of(home, WeekOfFaults.SCRIPT, due);
        int files = files(DemoFolder.articles(home, WeekOfFaults.TICKBOX));
        List<String> broken = DemoVerdict.broken(tickbox, files, DemoVerdict.Ledger.read(DemoFolder.store(home)));
        end(story, home, tickbox, script, broken);
        if (json) {
            System.out.println(Json.write(Fields.NONE
                    .with("tickbox", tickbox.toFields().values())
                    .with("script", script.toFields().values())
                    .with("broken", broken)
                    .with("explain", explain(home))
                    .with("articles", shown(DemoFolder.articles(home, WeekOfFaults.TICKBOX)))
                    .values()));
        }
        return broken.isEmpty() ? 0 : 1;
    }

    private static void end(DemoProgress story, Path home, Tally tickbox, Tally script, List<String> broken) {
        story.line("");
        ResultTable.lines(tickbox, script).forEach(story::line);
        story.line("");
        story.line("Counted by the vendor and the sites, in " + shown(home) + "/vendor-sold-to-*.jsonl");
        story.line("and sites-received-from-*.jsonl. The processes that count have no access to the store of Tickbox.");
        story.line(
                broken.isEmpty()
                        ? story.good("Tickbox kept its promises.")
                                + " Its store and the vendor agree on the amount paid, to the micro-dollar."
                        : story.bad("Tickbox broke a promise:"));
        broken.forEach(each -> story.line("  " + story.bad(each)));
        story.line("");
        story.line("The history of Tuesday's article:  " + explain(home));
        story.line("The published articles:             " + shown(DemoFolder.articles(home, WeekOfFaults.TICKBOX)));
    }

    private static String explain(Path home) {
        return System.getProperty("tickbox.command", "./tickbox") + " explain " + EXPLAINED + " --store sqlite:"
                + shown(DemoFolder.store(home));
    }

    /** Relative to the working folder, if the path is inside it. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    private static boolean noColorIsUnset() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }

    private static int files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return (int) all.filter(Files::isRegularFile).count();
        }
    }
}
