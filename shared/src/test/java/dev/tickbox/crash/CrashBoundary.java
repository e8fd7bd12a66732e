package dev.tickbox.crash;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The vendor and the sites as one process sees them; the vendor's side remembers which jobs were seen finished. */
final class CrashBoundary {
    private final World world;
    private final Sites sites;
    /** How many jobs the vendor had sold when this handle was first seen finished. */
    private final Map<String, Integer> soldWhenSeen = new ConcurrentHashMap<>();

    private final Generator near;

    CrashBoundary(World world, Sites sites, Generator near) {
        this.world = world;
        this.near = near;
        this.sites = sites;
    }

    Map<String, Integer> soldWhenSeen() {
        return Map.copyOf(soldWhenSeen);
    }

    Generator generator(CrashFault.Life life) {
        return new Generator() {
            @Override
            public String kind() {
                return near.kind();
            }

            /** Late means sent in time: the vendor takes it, and no fence of ours can stop it any more. */
            @Override
            public Submission submit(Request request, Label label, Deadline sendBy) {
                return life.call(
                        "generator.submit",
                        () -> near.submit(request, label, sendBy),
                        () -> near.submit(request, label, world.clock.deadline(Duration.ofMinutes(1))));
            }

            @Override
            public Look look(String handle) {
                return life.call("generator.look", () -> seen(handle, near.look(handle)));
            }

            @Override
            public Listing list(Mode mode) {
                return life.call("generator.list", () -> near.list(mode));
            }

            @Override
            public void cancel(String handle) {
                life.call("generator.cancel", () -> {
                    near.cancel(handle);
                    return handle;
                });
            }
        };
    }

    private Generator.Look seen(String handle, Generator.Look look) {
        if (look instanceof Generator.Finished finished && finished.ending() == Generator.Ending.COMPLETED) {
            soldWhenSeen.putIfAbsent(handle, world.vendor.jobs().size());
        }
        return look;
    }

    /** An effect that was begun in time may happen whenever it likes: the site itself must know. */
    SitePublishers publishers(CrashFault.Life life) {
        return (site, texts) -> (Delivery delivery, Deadline deadline) -> life.call(
                "publisher.publish",
                () -> sites.of(site).publish(delivery, deadline),
                () -> sites.of(site).publish(delivery, world.clock.deadline(Duration.ofMinutes(1))));
    }
}
