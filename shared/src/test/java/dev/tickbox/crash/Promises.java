package dev.tickbox.crash;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.History;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.store.Document;
import dev.tickbox.vendor.TestKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks a play that has ended what became of the promises. */
final class Promises {
    private final Play play;
    private final List<String> broken = new ArrayList<>();

    Promises(Play play) {
        this.play = play;
    }

    /** Ends with one more tick, which must change nothing. */
    Verdict verdict() {
        Map<String, Document> before = play.ledger.dump();
        play.onceMore();
        Map<String, Document> after = play.ledger.dump();
        if (!before.equals(after)) {
            Set<String> changed = new HashSet<>(after.keySet());
            changed.addAll(before.keySet());
            changed.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
            broken.add("one more tick changed " + changed);
        }
        after.values().stream().filter(TestKey::isIn).forEach(each -> broken.add(each.ref() + " holds the key"));
        broken.addAll(play.books.broken());
        resumed();
        approved();
        List<Document> undone = play.scene.commands().undone(play.ledger);
        if (!undone.isEmpty()) {
            broken.add("the command did not do its work: " + undone);
        }
        int uncertain = (int)
                play.ledger.attempts().stream().filter(Promises::wasUncertain).count();
        return new Verdict(boughtTwice(), uncertain, lost(), publishedTwice(), broken);
    }

    private static boolean wasUncertain(Document attempt) {
        return History.of(attempt).stream().anyMatch(line -> line.text("state").equals("UNCERTAIN"));
    }

    /** P1, counted in the vendor's journal. */
    private int boughtTwice() {
        Map<String, List<Fields>> byReservation = play.world.vendor.jobs().stream()
                .collect(Collectors.groupingBy(Promises::reservation, TreeMap::new, Collectors.toList()));
        if (byReservation.size() != play.scene.generations()) {
            broken.add("P1: bought " + byReservation.size() + " generations, not " + play.scene.generations());
        }
        int extra = 0;
        for (var entry : byReservation.entrySet()) {
            int again = entry.getValue().size() - 1;
            long booked = play.ledger.attempts().stream()
                    .filter(each -> each.fields().text("key").startsWith(entry.getKey()))
                    .filter(Promises::wasUncertain)
                    .count();
            if (again > (play.scene.canBeAsked() ? 0 : booked)) {
                broken.add(
                        "P1: " + entry.getKey() + " was bought " + (again + 1) + " times; booked uncertain: " + booked);
            }
            extra += again;
        }
        boughtAfterSeen();
        return extra;
    }

    private void boughtAfterSeen() {
        List<Fields> jobs = play.world.vendor.jobs();
        play.outside.soldWhenSeen().forEach((handle, sold) -> {
            String seen = jobs.stream()
                    .filter(job -> handle.endsWith(job.text("handle")))
                    .map(Promises::reservation)
                    .findFirst()
                    .orElseThrow();
            if (jobs.stream().skip(sold).anyMatch(job -> reservation(job).equals(seen))) {
                broken.add("P1: " + seen + " was bought again after its text had been seen");
            }
        });
    }

    private static String reservation(Fields job) {
        String label = job.text("label");
        return label.substring(0, label.lastIndexOf('-'));
    }

    /** P2: every job at the vendor was collected, its text is kept, or its loss is on the books. */
    private int lost() {
        int lost = 0;
        for (Fields job : play.world.vendor.jobs()) {
            String label = job.text("label");
            int number = Integer.parseInt(label.substring(label.lastIndexOf('-') + 1));
            Optional<Document> document = play.ledger.attempts().stream()
                    .filter(each -> each.fields().text("key").startsWith(reservation(job)))
                    .filter(each -> each.fields().number("number") == number)
                    .findFirst();
            if (document.isEmpty() || !collected(job, document.get())) {
                lost++;
                broken.add("P2: " + label + " was never collected");
            }
        }
        List<String> states = play.ledger.runs().stream()
                .map(run -> run.fields().text("state"))
                .filter(state -> !play.scene.commands().ends().contains(state))
                .toList();
        if (!states.isEmpty()
                || play.ledger.runs().size()
                        != play.scene.definition().jobs().size()
                                + play.scene.commands().runs()) {
            broken.add("not every run is done: " + states + " " + play.errors());
        }
        return lost + missing();
    }

    private boolean collected(Fields job, Document document) {
        Attempt attempt = AttemptDocument.read(document);
        // Over the wire the handle has the form of its counter.
        Optional<Handle> handle = attempt.handles().stream()
                .filter(each -> each.id().endsWith(job.text("handle")))
                .findFirst();
        if (handle.isEmpty()) {
            return !play.scene.canBeAsked() && attempt.status() == Attempt.Status.UNCERTAIN;
        }
        return handle.get()
                .result()
                .flatMap(Attempt.Result::body)
                .flatMap(sha -> play.ledger.body(document.fields().text("run"), sha))
                .equals(job.findText("text"));
    }

    private int missing() {
        int missing = 0;
        Set<String> made = play.world.vendor.jobs().stream()
                .flatMap(job -> job.findText("text").stream())
                .map(text -> text.startsWith("{")
                        ? String.valueOf(Json.parseObject(text).get("markdown"))
                        : text)
                .collect(Collectors.toSet());
        for (var wanted : play.scene.items().entrySet()) {
            List<String> shown = play.sites.texts(wanted.getKey());
            missing += Math.max(0, wanted.getValue() - shown.size());
            shown.stream()
                    .filter(text -> made.stream().noneMatch(text::contains))
                    .forEach(text -> broken.add("P3: " + wanted.getKey() + " shows what nobody made: " + text));
        }
        if (missing > 0) {
            broken.add("P3: " + missing + " articles are on no site");
        }
        return missing;
    }

    /** P3, counted at the sites: one effect for each item. */
    private int publishedTwice() {
        int twice = 0;
        for (var wanted : play.scene.items().entrySet()) {
            int effects = play.sites.effects(wanted.getKey());
            twice += Math.max(0, effects - wanted.getValue());
        }
        if (twice > 0) {
            broken.add("P3: published twice: " + twice);
        }
        return twice;
    }

    /** Text that was not approved is never published: what a site shows of a run that asked is what was approved. */
    private void approved() {
        long edited = play.ledger.inStates(ApprovalDocument.ALL, "APPROVED").stream()
                .filter(each -> each.fields().text("step").equals(Answers.EDITS))
                .count();
        long shown = play.scene.items().keySet().stream()
                .flatMap(site -> play.sites.texts(site).stream())
                .filter(text -> text.contains(Answers.MARK))
                .count();
        if (shown != edited) {
            broken.add("approved with changes: " + edited + ", and shown so: " + shown);
        }
    }

    /** P4: of all steps only the one in flight may have run again. */
    private void resumed() {
        Map<String, Integer> again = new HashMap<>(play.nightly.bodies());
        again.values().removeIf(times -> times == 1);
        if (again.size() > 1 || again.values().stream().anyMatch(times -> times > 2)) {
            broken.add("P4: steps ran again: " + again);
        }
    }
}
