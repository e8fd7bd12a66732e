package dev.tickbox.tick.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.NoticeSettings;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.notice.Message;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.Ticks;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void the_heart_beats_while_reclaim_does_its_work_and_submit_is_not_overdue() {
        List<String> beats = new ArrayList<>();
        Notifier heard = new Notifier() {
            @Override
            public Sending send(Channel channel, Message message, Deadline deadline) {
                return new Delivered();
            }

            @Override
            public Sending beat(CalledAddress address, Deadline deadline) {
                beats.add(address.url());
                return new NotDelivered("answered 503");
            }
        };
        Definition d = Contents.twoJobs(OnUncertain.RESUBMIT);
        world.push(Definition.of(
                d.sites(),
                d.jobs(),
                d.ticks(),
                d.budget(),
                d.limits(),
                d.vendor(),
                new NoticeSettings(new TreeMap<>(), Optional.of(new CalledAddress("https://hc.example/p", false)))));
        LastTicks.add(world.store, world.clock, world.process().submit());
        Ticks each = new Ticks(world.context(), Optional.empty()).telling(new Outlet(heard, words -> words));
        assertThat(each.reclaim().errors()).isEmpty();
        assertThat(beats).containsExactly("https://hc.example/p");

        Boundary broken = new Boundary() {
            @Override
            public <T> T call(String name, Supplier<T> effect) {
                if (name.equals("store.query")) {
                    throw new IllegalStateException("no answer");
                }
                return effect.get();
            }
        };
        new Ticks(
                        world.context(
                                broken.around(world.store),
                                new SimulatedGenerator(world.vendor),
                                site -> world.site(site.id())),
                        Optional.empty())
                .telling(new Outlet(heard, words -> words))
                .reclaim();
        assertThat(beats).as("a tick that was broken off").hasSize(1);

        world.clock.advance(Duration.ofMinutes(30));
        each.reclaim();
        assertThat(beats).as("no submit tick for half an hour").hasSize(1);
    }
}
