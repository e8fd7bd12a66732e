package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.view.IdResolver.Found;
import dev.tickbox.view.IdResolver.FoundItem;
import dev.tickbox.view.IdResolver.FoundJob;
import dev.tickbox.view.IdResolver.FoundNothing;
import dev.tickbox.view.IdResolver.FoundReservation;
import dev.tickbox.view.IdResolver.FoundRow;
import dev.tickbox.view.IdResolver.FoundRun;
import dev.tickbox.view.IdResolver.FoundSite;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdResolverTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @BeforeEach
    void two_days() {
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
        world.pass(Duration.ofHours(26));
    }

    private IdResolver resolver() {
        return new IdResolver(
                world.store,
                new Definitions(world.store, world.clock).current(),
                command -> "tickbox " + command + " --simulate");
    }

    private Found find(String id) {
        return resolver().find(id);
    }

    @Test
    void jobs_sites_and_runs_go_by_their_names() {
        assertThat(find("daily")).isEqualTo(new FoundJob("daily"));
        assertThat(find("kitchen")).isEqualTo(new FoundSite("kitchen"));
        assertThat(find(RUN)).isEqualTo(new FoundRun(RUN));
        assertThat(find("daily@2026-11-21")).isEqualTo(new FoundRun(RUN));
    }

    @Test
    void the_beginning_of_a_key_an_attempt_id_and_the_vendors_label_are_enough() {
        RunRecords story = RunRecords.read(world.store, RUN).orElseThrow();
        String key = story.reservations().getFirst().order().key();
        String fingerprint = story.items().getFirst().parcel().fingerprint();
        FoundReservation reservation = new FoundReservation(key, RUN);
        assertThat(find(key)).isEqualTo(reservation);
        assertThat(find(key.substring(0, 6))).isEqualTo(reservation);
        assertThat(find(key + ".1")).isEqualTo(reservation);
        assertThat(find(new Label(key, 1, Mode.BACKGROUND).text())).isEqualTo(reservation);
        assertThat(find(fingerprint.substring(0, 8))).isEqualTo(new FoundItem(fingerprint, RUN));
    }

    @Test
    void of_several_tables_with_a_key_the_row_that_has_not_ended_is_named() {
        TableInStore notes = new TableInStore(world, "daily@9", "notes");
        TableInStore drafts = new TableInStore(world, "daily@9", "drafts");
        notes.closed("moss");
        String open = drafts.open("moss");
        notes.failed("fern");
        drafts.open("fern");
        notes.record(2);
        drafts.record(2);
        assertThat(resolver().find("daily@9", "moss")).isEqualTo(new FoundRow(open));
        assertThat(resolver().find("daily@9", "fern"))
                .as("the failed one can be retried")
                .isInstanceOf(FoundNothing.class);
    }

    @Test
    void an_ambiguous_beginning_lists_the_ids() {
        assertThat(find("daily@2026"))
                .isInstanceOfSatisfying(
                        FoundNothing.class,
                        nothing -> assertThat(nothing.why())
                                .contains("more than one", RUN, "daily@2026-11-22T06:00Z", "use more characters"));
    }

    @Test
    void an_id_without_a_match_gets_a_suggestion() {
        assertThat(find("own@"))
                .isEqualTo(new FoundNothing(
                        "no id or name is own@, and the beginning of an id needs at least 6 characters; to"
                                + " list the ids: tickbox list --simulate"));
        assertThat(find("dayly")).isEqualTo(new FoundNothing("no id or name is dayly; did you mean daily?"));
        assertThat(find("daily@2026-11-21T06:01Z"))
                .isEqualTo(new FoundNothing(
                        "no id or name begins with daily@2026-11-21T06:01Z; did you mean daily@2026-11-21T06:00Z?"));
        assertThat(((FoundNothing) find("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")).why())
                .endsWith("to list the ids: tickbox list --simulate");
        assertThat(((FoundNothing) find("abc")).why()).contains("at least 6 characters");
    }
}
