package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Partial;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answers of the vendor as JSON. */
final class VendorWire {
    private VendorWire() {}

    static Fields write(Submission answer) {
        return switch (answer) {
            case Accepted a -> is("accepted").with("handle", a.handle());
            case Refused a ->
                is("refused")
                        .with("why", a.why())
                        .with("lasting", a.lasting())
                        .with("retryAfterMillis", a.retryAfter().map(Duration::toMillis));
            case Unsure a -> is("unsure").with("why", a.why());
        };
    }

    static Submission submission(Fields f) {
        return switch (f.text("is")) {
            case "accepted" -> new Accepted(f.text("handle"));
            case "refused" ->
                new Refused(
                        f.text("why"),
                        f.flag("lasting"),
                        f.find("retryAfterMillis").map(millis -> Duration.ofMillis(f.number("retryAfterMillis"))));
            default -> new Unsure(f.findText("why").orElse("an unknown answer"));
        };
    }

    static Fields write(Look answer) {
        return switch (answer) {
            case Pending a -> is("pending");
            case Missing a -> is("missing");
            case Unreachable a -> is("unreachable").with("why", a.why());
            case Finished a ->
                is("finished")
                        .with("ending", a.ending().name())
                        .with("why", a.why())
                        .with("text", a.text())
                        .with("model", a.model())
                        .with("inputTokens", a.usage().inputTokens())
                        .with("outputTokens", a.usage().outputTokens())
                        .with("thoughtTokens", a.usage().thoughtTokens());
        };
    }

    static Look look(Fields f) {
        return switch (f.text("is")) {
            case "pending" -> new Pending();
            case "missing" -> new Missing();
            case "finished" ->
                new Finished(
                        Ending.valueOf(f.text("ending")),
                        f.text("why"),
                        f.findText("text"),
                        f.text("model"),
                        new Usage(f.number("inputTokens"), f.number("outputTokens"), f.number("thoughtTokens")));
            default -> new Unreachable(f.findText("why").orElse("an unknown answer"));
        };
    }

    static Fields write(Listing answer) {
        return switch (answer) {
            case Complete a -> is("complete").with("byLabel", a.byLabel());
            case Partial a -> is("partial").with("byLabel", a.byLabel());
            case CannotBeAsked a -> is("cannotBeAsked");
            case NoAnswer a -> is("noAnswer").with("why", a.why());
        };
    }

    static Listing listing(Fields f) {
        return switch (f.text("is")) {
            case "complete" -> new Complete(byLabel(f));
            case "partial" -> new Partial(byLabel(f));
            case "cannotBeAsked" -> new CannotBeAsked();
            default -> new NoAnswer(f.findText("why").orElse("an unknown answer"));
        };
    }

    private static Map<String, List<String>> byLabel(Fields f) {
        Fields labels = f.map("byLabel");
        return labels.values().keySet().stream().collect(Collectors.toMap(label -> label, labels::texts));
    }

    static Fields noAnswer(Exception e) {
        return is("noAnswer").with("why", Optional.of("the vendor does not answer: " + e));
    }

    private static Fields is(String what) {
        return Fields.NONE.with("is", what);
    }
}
