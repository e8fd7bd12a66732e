package dev.tickbox.publisher.folder;

import dev.tickbox.outbox.Article;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Path;

/** Publishes a long article in a process of its own, and says how that ended. */
final class FullDisk {
    private FullDisk() {}

    public static void main(String[] root) {
        var delivery = Deliveries.with(new Article("Long", "long", "", "word ".repeat(100_000)));
        System.out.println(new FolderPublisher(Path.of(root[0])).publish(delivery, new SiteClock().soon()));
    }
}
