package dev.tickbox.publisher.folder;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Address;
import dev.tickbox.publisher.ExistingFile;
import dev.tickbox.publisher.FrontMatter;
import dev.tickbox.publisher.PathLock;
import dev.tickbox.publisher.Placement;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.Reach;
import dev.tickbox.publisher.SitePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Publishes into a folder. Looking and renaming happen under one lock file in the folder's root, so what was looked at is what is
 * replaced, whichever process on this machine publishes; a network file system is not promised.
 */
public final class FolderPublisher implements Publisher {
    private static final String LOCK = ".tickbox.lock";
    /** One name is enough, as one publisher writes at a time; a dead one's file is taken away by the next. */
    private static final String TEMPORARY = ".tickbox-publishing.tmp";

    private static final int FIVE_SECONDS_OF_POLLS = 1_000;

    private final Path root;
    private final Address address;
    private final int lockPolls;

    public FolderPublisher(Path root) {
        this(root, Address.under(root.toAbsolutePath().normalize().toUri().toString()));
    }

    public FolderPublisher(Path root, Address address) {
        this(root, address, FIVE_SECONDS_OF_POLLS);
    }

    FolderPublisher(Path root, Address address, int lockPolls) {
        this.root = root.toAbsolutePath().normalize();
        this.address = address;
        this.lockPolls = lockPolls;
    }

    @Override
    public Result publish(Delivery delivery, Deadline deadline) {
        Optional<String> complaint = SitePath.complaint(delivery.file()).or(() -> FrontMatter.complaint(delivery));
        if (complaint.isPresent()) {
            return new Refused(complaint.get());
        }
        try {
            Files.createDirectories(root);
            Optional<PathLock> lock = PathLock.take(root, LOCK, lockPolls);
            if (lock.isEmpty()) {
                return new Retry("another publisher holds " + root.resolve(LOCK));
            }
            try (var _ = lock.get()) {
                return publishLocked(delivery, deadline);
            }
        } catch (IOException e) {
            return new Retry("cannot publish to " + root + ": " + reason(e));
        }
    }

    /** Access is asked for, not tried, so that nothing is left behind: no folder, no file. */
    @Override
    public Optional<String> unusable() {
        Path there = Stream.iterate(root, Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(root);
        if (!Files.isDirectory(there)) {
            return Optional.of("cannot publish to " + root + ": " + there + " is not a folder; move it away");
        }
        return Files.isWritable(there) && Files.isExecutable(there)
                ? Optional.empty()
                : Optional.of("cannot publish to " + root + ": no permission to write in " + there
                        + "; grant it to the user that runs the ticks");
    }

    @Override
    public Reach reach(Deadline deadline) {
        return unusable()
                .<Reach>map(Reach.Closed::new)
                .orElseGet(() -> new Reach.Open(
                        "the folder " + root + (Files.exists(root) ? " is writable" : " can be created")));
    }

    private Result publishLocked(Delivery delivery, Deadline deadline) throws IOException {
        Optional<Path> wrong = wrongFolder(delivery.file());
        if (wrong.isPresent()) {
            return new Refused(wrong.get() + " is not a folder inside " + root + ": move it away, then: tickbox retry "
                    + delivery.fingerprint());
        }
        Placement place = Placement.of(delivery, this::standing);
        Delivery named = place.delivery();
        Path target = root.resolve(named.file());
        Files.deleteIfExists(target.resolveSibling(TEMPORARY));
        return switch (place.there()) {
            case ExistingFile.Free() -> write(named, target, deadline);
            case ExistingFile.Ours() -> published(named, target);
            case ExistingFile.Taken(String why) -> new Refused(why);
            case ExistingFile.AnotherArticle(String why) -> new Refused(why);
            case ExistingFile.Foreign(String why) -> new Refused(why);
        };
    }

    /** What stands where a folder of the file should be, if it is none, or one that leads out of the root. */
    private Optional<Path> wrongFolder(String file) throws IOException {
        Path folder = root;
        List<String> names = SitePath.names(file);
        for (String name : names.subList(0, names.size() - 1)) {
            folder = folder.resolve(name);
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (!Files.isDirectory(folder) || !folder.toRealPath().startsWith(root.toRealPath())) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** A link or a folder counts as a stranger's file: it is never written through, and never replaced. */
    private Optional<byte[]> standing(String file) throws IOException {
        Path target = root.resolve(file);
        if (wrongFolder(file).isPresent()) {
            return Optional.of(new byte[0]);
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new byte[0]);
        }
        try (var in = Files.newInputStream(target)) {
            return Optional.of(in.readNBytes(ExistingFile.MAX_BYTES + 1));
        }
    }

    private Result write(Delivery delivery, Path target, Deadline deadline) throws IOException {
        Path temporary = target.resolveSibling(TEMPORARY);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(FrontMatter.file(delivery));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (deadline.passed()) {
                return new Retry("not enough time left to publish " + delivery.file());
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return published(delivery, target);
    }

    /** Makes the name durable too, also where the one who gave it may have died before it did. */
    private Result published(Delivery delivery, Path target) throws IOException {
        for (Path folder = target.getParent(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        return new Published(address.of(delivery), target.toString());
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException named when named.getReason() != null -> named.getFile() + ": " + named.getReason();
            default -> e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }
}
