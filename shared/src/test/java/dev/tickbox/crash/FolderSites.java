package dev.tickbox.crash;

import dev.tickbox.content.Site;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.folder.FolderPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Real folders. A file that is another file than before, even with the same bytes, is an effect. */
record FolderSites(Path root, Map<String, Integer> counts) implements Sites {
    FolderSites(Path root) {
        this(root, new ConcurrentHashMap<>());
    }

    @Override
    public Publisher of(Site site) {
        Publisher publisher = new FolderPublisher(root.resolve(site.id()));
        return (delivery, deadline) -> {
            Map<Path, Object> before = files(site.id());
            Publisher.Result result = publisher.publish(delivery, deadline);
            Map<Path, Object> after = files(site.id());
            after.forEach((file, key) -> {
                if (!key.equals(before.get(file))) {
                    counts.merge(site.id(), 1, Integer::sum);
                }
            });
            return result;
        };
    }

    private Map<Path, Object> files(String site) {
        Map<Path, Object> found = new HashMap<>();
        Path folder = root.resolve(site);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file :
                        all.filter(each -> each.toString().endsWith(".md")).toList()) {
                    found.put(
                            file,
                            Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class)
                                    .fileKey()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public int effects(String site) {
        return counts.getOrDefault(site, 0);
    }

    @Override
    public List<String> texts(String site) {
        return files(site).keySet().stream()
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
