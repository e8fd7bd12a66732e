package dev.tickbox.view;

import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.approval.Approval;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text that is stored for a run or a row.
 *
 * @param body its hash, which names it among the texts of its run
 * @param about why it was not used, or who answered
 */
public record KeptText(String run, String step, Origin origin, String body, String about) {
    private static final int PAGE = 200;

    public enum Origin {
        /** The answer of the vendor that the run uses. */
        BOUGHT("bought"),
        /** It was paid for, and the run does not use it: only a part came, or another answer was there before. */
        UNUSED("bought, not used"),
        /** The text that a person was asked about, as it is. */
        ASKED("as it was asked about"),
        /** What a person put in its place. */
        EDITED("edited");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** All texts of a run or a row, those of the vendor first, each in the order in which they came. */
    public static List<KeptText> of(Store store, RunRecords story) {
        String run = story.run().id();
        List<KeptText> texts = new ArrayList<>();
        List<StepRecord> taken = store.all(Query.of(StepRecord.of(run), PAGE)).stream()
                .map(StepRecord::read)
                .filter(record ->
                        record.takenFrom().isPresent() && record.outputRef().isPresent())
                .toList();
        taken.stream()
                .filter(record -> record.kind() == Kind.GENERATE)
                .forEach(record -> texts.add(of(run, record, Origin.BOUGHT)));
        Map<String, String> steps = new LinkedHashMap<>();
        story.reservations().forEach(r -> steps.put(r.order().key(), r.order().step()));
        for (Attempt attempt : story.attempts()) {
            attempt.handles().stream()
                    .flatMap(handle -> handle.result().stream())
                    .filter(result -> result.body().isPresent())
                    .forEach(result -> texts.add(new KeptText(
                            run,
                            steps.getOrDefault(attempt.key(), "?"),
                            result.used() ? Origin.BOUGHT : Origin.UNUSED,
                            result.body().get(),
                            result.ending().equals(Optional.of(Ending.COMPLETED)) && result.used()
                                    ? ""
                                    : result.why())));
        }
        List<String> bought = texts.stream().map(KeptText::body).toList();
        taken.stream()
                .filter(record -> record.kind() == Kind.APPROVE)
                .forEach(record -> texts.add(of(
                        run,
                        record,
                        bought.contains(record.outputRef().orElseThrow()) ? Origin.ASKED : Origin.EDITED)));
        story.approvals().forEach(each -> texts.addAll(of(each)));
        return List.copyOf(texts);
    }

    private static KeptText of(String run, StepRecord record, Origin origin) {
        return new KeptText(
                run,
                record.step(),
                origin,
                record.outputRef().orElseThrow(),
                "taken over from run " + record.takenFrom().orElseThrow());
    }

    private static List<KeptText> of(Approval approval) {
        var q = approval.question();
        List<KeptText> texts = new ArrayList<>();
        texts.add(new KeptText(q.run(), q.step(), Origin.ASKED, q.text(), ""));
        if (approval.state() instanceof Approval.Approved approved
                && !approved.text().equals(q.text())) {
            texts.add(new KeptText(q.run(), q.step(), Origin.EDITED, approved.text(), "by " + approved.by()));
        }
        return texts;
    }

    public String load(Store store) {
        return new Bodies(store, Limits.STANDARD.bodyBytes()).load(run, body);
    }

    /** An article with its fields above its text; any other text as it is. */
    public static String readable(String text) {
        Optional<Map<String, Object>> article = article(text);
        if (article.isEmpty()) {
            return text;
        }
        StringBuilder page = new StringBuilder();
        article.get().forEach((name, value) -> {
            if (!name.equals("markdown")) {
                page.append(name)
                        .append(": ")
                        .append(value instanceof String words ? words : Json.write(value))
                        .append('\n');
            }
        });
        return page.append('\n').append(article.get().get("markdown")).toString();
    }

    /** The fields of an article; empty for any other text, a part of an article too. */
    public static Optional<Map<String, Object>> article(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(text))
                    .filter(fields ->
                            fields.get("title") instanceof String && fields.get("markdown") instanceof String);
        } catch (Json.Malformed part) {
            return Optional.empty();
        }
    }
}
