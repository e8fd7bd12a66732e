package dev.tickbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.process.Tether;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.DaemonClient;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.FileResolver;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The sites: a git server with four repositories for each contender. Each article that arrives adds a line to a count file. */
final class SitesProcess {
    private static final int TIMEOUT_SECONDS = 20;

    private final Path home;

    private SitesProcess(Path home) {
        this.home = home;
    }

    static void run(Fields settings) throws IOException {
        Daemon daemon = start(Path.of(settings.text("home")), Math.toIntExact(settings.number("port")));
        // When asked to end, it accepts no more calls, and ends after those in progress are counted.
        Tether leash = Tether.ending(daemon::stop);
        leash.say("READY " + daemon.getAddress().getPort());
    }

    static Daemon start(Path home, int port) throws IOException {
        SitesProcess sites = new SitesProcess(home);
        Daemon daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        daemon.setRepositoryResolver(
                new FileResolver<DaemonClient>(DemoFolder.repositories(home).toFile(), true));
        daemon.setReceivePackFactory((client, repository) -> {
            ReceivePack receive = new ReceivePack(repository);
            receive.setPostReceiveHook((pack, commands) -> sites.received(pack.getRepository(), commands));
            return receive;
        });
        daemon.getService("git-receive-pack").setEnabled(true);
        daemon.setTimeout(TIMEOUT_SECONDS);
        daemon.start();
        return daemon;
    }

    private synchronized void received(Repository repository, Collection<ReceiveCommand> commands) {
        Path folder = repository.getDirectory().toPath();
        String site = folder.getFileName().toString().replaceFirst("\\.git$", "");
        String way = Objects.requireNonNull(folder.getParent()).getFileName().toString();
        try {
            for (ReceiveCommand command : commands) {
                if (command.getResult() == ReceiveCommand.Result.OK) {
                    append(DemoFolder.received(home, way), lines(repository, site, command));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a count file cannot be written", e);
        }
    }

    private static List<String> lines(Repository repository, String site, ReceiveCommand command) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository);
                DiffFormatter difference = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            difference.setRepository(repository);
            walk.sort(RevSort.REVERSE);
            walk.markStart(walk.parseCommit(command.getNewId()));
            walk.markUninteresting(walk.parseCommit(command.getOldId()));
            for (RevCommit commit : walk) {
                for (DiffEntry file : difference.scan(commit.getParent(0), commit)) {
                    lines.add(Json.write(Fields.NONE
                            .with("site", site)
                            .with("article", file.getNewPath())
                            .with("commit", commit.name())
                            .with(
                                    "at",
                                    commit.getCommitterIdent()
                                            .getWhenAsInstant()
                                            .toString())
                            .values()));
                }
            }
        }
        return lines;
    }

    private static void append(Path file, List<String> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (String line : lines) {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
            }
            channel.force(true);
        }
    }
}
