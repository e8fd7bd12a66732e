package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Claimed;
import dev.tickbox.outbox.Item.Pending;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.Item.Reason;
import dev.tickbox.outbox.Item.Stuck;
import dev.tickbox.outbox.Item.Superseded;
import dev.tickbox.outbox.ItemDecision;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.outbox.ItemTransitions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutboxClaimsTest {
    private Instant now = OutboxMachine.NOW;
    private Item item = Item.open(OutboxMachine.PARCEL, now);

    @Test
    void a_zombies_failure_after_a_takeover_changes_nothing() {
        moved(claim("zombie"));
        now = now.plus(Limits.STANDARD.publish().lease());
        moved(claim("heir"));
        Item before = item;

        assertThat(apply(new ItemEvent.Failed("zombie", "late"))).isEqualTo(new ItemDecision.Conflict("owner"));
        assertThat(apply(new ItemEvent.Refused("zombie", "late"))).isEqualTo(new ItemDecision.Conflict("owner"));
        assertThat(item).isEqualTo(before);
    }

    @Test
    void nobody_takes_an_item_whose_lease_runs() {
        moved(claim("one"));
        assertThat(apply(claim("two"))).isEqualTo(new ItemDecision.Conflict("owner"));
    }

    @Test
    void a_receipt_is_taken_in_every_state() {
        for (Class<?> state : new OutboxMachine().states()) {
            for (Machine.Try each : new OutboxMachine().tries(state, ItemEvent.Shown.class)) {
                assertThat(each.outcome()).isEqualTo(state == Published.class ? "already" : "→ PUBLISHED");
            }
        }
    }

    @Test
    void a_zombies_receipt_counts_after_a_newer_edition_was_made() {
        moved(claim("zombie"));
        moved(new ItemEvent.Supersede());
        assertThat(item.state()).isInstanceOf(Superseded.class);
        moved(new ItemEvent.Shown("url", "proof"));
        assertThat(item.state()).isInstanceOf(Published.class);
    }

    @Test
    void a_published_item_is_not_superseded_and_not_abandoned() {
        moved(claim("me"));
        moved(new ItemEvent.Shown("url", "proof"));
        assertThat(apply(new ItemEvent.Supersede())).isInstanceOf(ItemDecision.Already.class);
        assertThat(apply(new ItemEvent.Abandon())).isInstanceOf(ItemDecision.Illegal.class);
        assertThat(item.state()).isInstanceOf(Published.class);
    }

    @Test
    void an_item_that_no_publisher_takes_for_a_day_waits_for_a_person() {
        for (int hour = 0; hour < 24; hour++) {
            moved(called());
            assertThat(apply(called())).as("once an hour is enough").isInstanceOf(ItemDecision.Already.class);
            now = now.plus(Duration.ofHours(1));
        }
        moved(called());
        stuck(Reason.NO_PUBLISHER);

        moved(new ItemEvent.Retry(false));
        moved(called());
        assertThat(item.state()).as("the wait begins anew").isInstanceOf(Pending.class);
    }

    @Test
    void hours_in_which_nobody_called_are_no_absence_of_its_publisher() {
        moved(called());
        now = now.plus(Duration.ofHours(62));
        moved(called());
        assertThat(item.state()).isInstanceOf(Pending.class);
    }

    @Test
    void what_was_taken_and_not_begun_has_not_failed() {
        moved(claim("me"));
        moved(new ItemEvent.Released("me", "the store was paused"));
        assertThat(item.state()).isInstanceOf(Pending.class);
        assertThat(item.failures()).isZero();
        moved(claim("me again"));
    }

    private static ItemEvent called() {
        return new ItemEvent.Called();
    }

    @Test
    void an_outage_of_hours_is_waited_out_and_one_of_days_waits_for_a_person() {
        Instant began = now;
        boolean hours = false;
        while (!(item.state() instanceof Stuck)) {
            now = later(item.due().orElseThrow());
            moved(claim("me"));
            moved(new ItemEvent.Failed("me", "503"));
            hours |= item.state() instanceof Pending && now.isAfter(began.plus(Duration.ofHours(71)));
        }
        assertThat(hours).isTrue();
        assertThat(now).isBetween(began.plus(Duration.ofHours(72)), began.plus(Duration.ofHours(73)));
        stuck(Reason.OUTAGE);
    }

    @Test
    void a_publisher_that_dies_every_time_is_not_called_for_ever() {
        for (int n = 0; n < 10_000 && !(item.state() instanceof Stuck); n++) {
            now = later(item.due().orElseThrow());
            moved(claim("mortal " + n));
            now = item.due().orElseThrow();
            moved(new ItemEvent.LeaseOver());
        }
        stuck(Reason.OUTAGE);
    }

    @Test
    void a_machine_that_was_off_for_days_has_not_been_failing_for_days() {
        now = now.plus(Duration.ofDays(7));
        moved(claim("me"));
        moved(new ItemEvent.Failed("me", "503"));
        assertThat(item.state()).isInstanceOf(Pending.class);
    }

    @Test
    void a_person_cannot_abandon_what_is_being_published() {
        moved(claim("me"));
        assertThat(apply(new ItemEvent.Abandon())).isInstanceOf(ItemDecision.Illegal.class);
        assertThat(item.state()).isInstanceOf(Claimed.class);
    }

    private ItemEvent claim(String owner) {
        return new ItemEvent.Claim(owner, now.plus(Limits.STANDARD.publish().lease()));
    }

    private Instant later(Instant due) {
        return due.isAfter(now) ? due : now;
    }

    private void moved(ItemEvent event) {
        assertThat(apply(event)).as("%s", event).isInstanceOf(ItemDecision.Moved.class);
    }

    private ItemDecision apply(ItemEvent event) {
        ItemDecision decision = new ItemTransitions(Limits.STANDARD).apply(item, event, now);
        if (decision instanceof ItemDecision.Moved moved) {
            item = moved.item();
        }
        return decision;
    }

    private void stuck(Reason reason) {
        assertThat(item.state())
                .isInstanceOfSatisfying(Stuck.class, s -> assertThat(s.reason()).isEqualTo(reason));
    }
}
