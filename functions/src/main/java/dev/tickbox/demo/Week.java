package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.demo.DemoProcesses.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs the week: both contenders in parallel, from one failure to the next. */
final class Week implements AutoCloseable {
    private final Path home;
    private final String seed;
    private final DemoProcesses children;
    private final DemoProgress story;
    private List<Contender> ways = List.of();
    private List<ExpectedArticle> due = List.of();
    private Optional<WeekOfFaults.Trouble> last = Optional.empty();
    private @Nullable Child sites;
    private long port;

    Week(Path home, String seed, DemoProgress story) {
        this.home = home;
        this.seed = seed;
        this.story = story;
        this.children = new DemoProcesses(home);
    }

    @FunctionalInterface
    private interface Part {
        void play(Contender way) throws IOException;
    }

    /** @return the articles that were due */
    List<ExpectedArticle> play() throws IOException {
        Repositories.make(home, WeekOfFaults.WAYS, WeekOfFaults.START);
        Child vendor = children.start(
                "vendor",
                "vendor",
                Fields.NONE.with("home", home.toString()).with("seed", seed).with("accounts", WeekOfFaults.WAYS));
        sites(0);
        for (String way : WeekOfFaults.WAYS) {
            DemoContent.write(DemoFolder.content(home, way), "git://127.0.0.1:" + port + "/" + way);
        }
        due = ExpectedArticle.due(
                DemoContent.read(DemoFolder.content(home, WeekOfFaults.TICKBOX)), WeekOfFaults.START, WeekOfFaults.END);
        String address = vendor.expect("READY");
        ways = WeekOfFaults.WAYS.stream()
                .map(name -> new Contender(name, children, home, address))
                .toList();
        story.begin(due);
        for (WeekOfFaults.Trouble trouble : WeekOfFaults.troubles()) {
            play(trouble);
        }
        close(sites);
        outcome();
        return due;
    }

    private void play(WeekOfFaults.Trouble trouble) throws IOException {
        switch (trouble) {
            case WeekOfFaults.Kill kill -> {
                both(way -> way.untilKilled(kill));
                tell(trouble);
            }
            case WeekOfFaults.Outage outage -> {
                both(way -> way.until(outage.at()));
                close(sites);
                tell(trouble);
                both(way -> way.until(outage.until()));
                sites(port);
            }
            case WeekOfFaults.Overlap overlap -> {
                both(way -> way.overlapped(overlap.at(), WeekOfFaults.END));
                tell(trouble);
            }
        }
    }

    /** The result of a failure is printed when the next one begins. */
    private void tell(WeekOfFaults.Trouble trouble) throws IOException {
        outcome();
        story.trouble(trouble);
        last = Optional.of(trouble);
    }

    private void outcome() throws IOException {
        if (last.isPresent()) {
            List<ExpectedArticle> hit = WeekOfFaults.hit(last.get(), due);
            for (String way : WeekOfFaults.WAYS) {
                story.outcome(way, OutsideCounts.of(home, way, due).only(hit));
            }
        }
    }

    private void sites(long wanted) throws IOException {
        sites = children.start(
                "sites", "sites", Fields.NONE.with("home", home.toString()).with("port", wanted));
        port = Long.parseLong(sites.expect("READY"));
    }

    /** Lets the process count what it has received, and end. */
    private static void close(@Nullable Child child) throws IOException {
        if (child != null) {
            child.process().getOutputStream().close();
            child.waitFor();
        }
    }

    private void both(Part part) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> parts = new ArrayList<>();
            for (Contender way : ways) {
                parts.add(threads.submit(() -> {
                    part.play(way);
                    return way;
                }));
            }
            for (Future<?> each : parts) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            children.close();
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        children.close();
    }
}
