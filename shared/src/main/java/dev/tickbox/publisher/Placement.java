package dev.tickbox.publisher;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.ExistingFile.AnotherArticle;
import dev.tickbox.publisher.ExistingFile.Foreign;
import dev.tickbox.publisher.ExistingFile.Free;
import dev.tickbox.publisher.ExistingFile.Ours;
import dev.tickbox.publisher.ExistingFile.Taken;
import java.io.IOException;
import java.util.Optional;

/**
 * Under which name a delivery is published, and what is there. A name that another article of ours has gets a suffix ({@code moss-2.md}).
 * All names are looked at before one is taken, so that an item which was published before is found under the name that it got then,
 * whatever has become of the names before it. The caller makes sure that nothing changes between this look and its effect.
 *
 * @param delivery with the name, and the slug that belongs to it
 * @param there neither another article nor a foreign file
 */
public record Placement(Delivery delivery, ExistingFile there) {
    /** So many articles of one name are a mistake in the content. */
    public static final int MAX_NAMES = 50;

    @FunctionalInterface
    public interface Look {
        /** The bytes of the file, or of as much of it as can be ours; empty where there is none. */
        Optional<byte[]> at(String file) throws IOException;
    }

    public static Placement of(Delivery delivery, Look look) throws IOException {
        Optional<Placement> found = Optional.empty();
        for (int n = 1; n <= MAX_NAMES; n++) {
            Delivery named = delivery.named(n);
            Optional<String> complaint = SitePath.complaint(named.file());
            if (complaint.isPresent()) {
                return found.orElse(new Placement(delivery, new Taken(complaint.get())));
            }
            Optional<byte[]> bytes = look.at(named.file());
            ExistingFile there = ExistingFile.of(bytes, named);
            boolean sameItem = bytes.isPresent();
            switch (there) {
                case AnotherArticle _ -> sameItem = false;
                case Foreign(String why) -> {
                    sameItem = false;
                    // It may be ours, edited beyond recognition: under a later name it would be published twice.
                    found = found.or(() -> Optional.of(new Placement(named, new Taken(why))));
                }
                case Free _, Ours _, Taken _ -> found = found.or(() -> Optional.of(new Placement(named, there)));
            }
            if (sameItem) {
                return new Placement(named, there);
            }
        }
        return found.orElseGet(() -> new Placement(
                delivery,
                new Taken(delivery.file() + ": " + MAX_NAMES + " articles have this name; move one away or correct the"
                        + " file template of the site, then: tickbox retry " + delivery.fingerprint())));
    }
}
