package dev.tickbox.content.reader;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Period;
import dev.tickbox.content.Step;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which texts of a job a person approves, so that none of them is published from before its gate. */
final class ApprovedTexts {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The step that approves, by the step whose text it is; of the whole job, with its rows. */
    private final Map<String, String> gates;

    private final Map<String, YamlValue> published = new HashMap<>();
    private final Map<String, YamlValue> endless = new HashMap<>();

    ApprovedTexts() {
        this(new HashMap<>());
    }

    private ApprovedTexts(Map<String, String> gates) {
        this.gates = gates;
    }

    /** For the steps of rows, which can name what the job asked about. */
    ApprovedTexts ofRows() {
        return new ApprovedTexts(gates);
    }

    void approve(YamlValue at, String gate, String text, Optional<Lapse> lapse) {
        if (lapse.isEmpty()) {
            endless.put(gate, at);
        }
        gates.putIfAbsent(text, gate);
        Optional.ofNullable(published.get(text))
                .ifPresent(before -> before.problem("the text of " + text + " is published before it is approved by "
                        + gate + " on line " + at.line() + "; move this step after that one, and name " + gate
                        + " in it in place of " + text));
    }

    /** A row that asks holds its table, so that one unanswered question among many rows holds the run. */
    void warnOfRows(Step.Each table) {
        if (table.within().isEmpty()) {
            endless.forEach((gate, at) -> at.warning("the table of the step " + table.id()
                    + " waits without end for each row whose question " + gate
                    + " nobody answers; give the step " + gate + " or the step " + table.id()
                    + " a time, as in within: 9h"));
        }
    }

    void publish(YamlValue at, String id, String text) {
        Optional.ofNullable(gates.get(text))
                .ifPresent(gate -> at.problem("the step " + id + " publishes the text of " + text
                        + " from before its gate; write publish: " + gate + ", which is the approved text"));
        published.putIfAbsent(text, at);
    }

    /**
     * A field of a publication that is a value of a text.
     *
     * @param owner {@code steps} or {@code row}, whose value it is
     */
    void publishField(YamlValue at, String owner, String text, String value) {
        String before = owner + "." + text + "." + value;
        Optional.ofNullable(gates.get(text))
                .ifPresent(gate -> at.problem(at.path() + " publishes {{" + before + "}} from before its gate; write {{"
                        + owner + "." + gate + "." + value + "}}, which is of the approved text"));
        published.putIfAbsent(text, at);
    }

    static Optional<Lapse> lapse(String id, YamlMapping section) {
        Optional<YamlValue> within = section.find("within");
        String end = section.or("onLapse", "drop", at -> at.oneOf(List.of("drop", "approve")));
        if (within.isEmpty()) {
            section.find("onLapse")
                    .ifPresent(at -> at.problem("the step " + id + " has onLapse without within, and so never lapses;"
                            + " give it a time, as in within: 9h"));
        }
        return within.flatMap(ApprovedTexts::period)
                .map(time -> new Lapse(time, Lapse.End.valueOf(end.toUpperCase(Locale.ROOT))));
    }

    private static Optional<Duration> period(YamlValue at) {
        Optional<String> written = at.written();
        Optional<Duration> period = written.flatMap(Period::of).filter(time -> time.compareTo(LONGEST) <= 0);
        if (written.isPresent() && period.isEmpty()) {
            at.problem(at.path() + " needs a period such as 30m, 9h or 2d, at most 365d, not " + at.kind()
                    + Period.hint(written.get()));
        }
        return period;
    }
}
