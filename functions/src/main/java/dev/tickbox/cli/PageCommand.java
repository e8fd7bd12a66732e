package dev.tickbox.cli;

import dev.tickbox.page.PageFiles;
import dev.tickbox.page.PageServer;
import dev.tickbox.page.Pages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "page",
        description = {
            "Serves a page for a browser, on this machine only, until ^C: what needs you, the last slots, what is in progress,",
            "the money, and each run with its texts. What waits can be approved, edited, rejected, retried and abandoned there.",
            "It prints an address that works once, for one browser; for another one, start it again. Looking changes nothing.",
            "`tickbox up` serves the same page.",
            "With --out it writes the pages as files instead. They contain your texts: anybody who can read them, can."
        },
        footer = {"", "Example: tickbox page --port 8080", "As files: tickbox page --out status"})
final class PageCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(names = "--port", paramLabel = "N", description = "Serve it on this port (default: any that is free).")
    private int port;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the pages into this folder and serve nothing.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PageCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": 1 to " + LAST_PORT);
        }
        try (StoreSession session = StoreSession.toLook(where, here)) {
            Pages pages = new Pages(session.pageSource());
            Console voice = Console.of(spec, where.json);
            if (out == null) {
                serve(pages, voice);
            } else {
                write(pages, out, voice);
            }
            return 0;
        }
    }

    private void serve(Pages pages, Console voice) throws InterruptedException {
        try (PageServer server = PageServer.start(port, here.ids(), pages, new PageActs(where, here), this::trouble)) {
            voice.say("the page: " + server.address());
            voice.say("press ^C to stop");
            voice.object(Map.of("page", server.address()));
            voice.out().flush();
            // Only ^C ends it.
            new CountDownLatch(1).await();
        }
    }

    private void trouble(String line) {
        spec.commandLine().getErr().println(Console.shown("tickbox: " + line));
        spec.commandLine().getErr().flush();
    }

    private static void write(Pages pages, Path folder, Console voice) {
        PageFiles.Written written = PageFiles.write(pages, folder);
        voice.say("wrote " + written.files() + " files; the first page: " + folder.resolve("index.html"));
        if (written.leftOut() > 0) {
            voice.say(written.leftOut()
                    + " more runs and rows are named there and have no file; to look at them, serve the" + " page");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("folder", folder.toString());
        map.put("files", written.files());
        map.put("linksLeftOut", written.leftOut());
        voice.object(map);
    }
}
