package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.Shortened;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.util.Map;
import java.util.Optional;

/** {@code attempts/{key}.{n}}, as a person sees it: what it cost stands beside what it was for. */
public final class AttemptDocument {
    public static final Collection ALL = Collection.of("attempts");

    private AttemptDocument() {}

    public static Ref ref(String key, int number) {
        return ALL.ref(key + "." + number);
    }

    public static Fields write(Order order, Attempt a) {
        return Schema.begin()
                .with("state", a.status().name())
                .with("key", a.key())
                .with("number", (long) a.number())
                .with("run", order.run())
                .with("root", RunId.rootOf(order.run()))
                .with("step", order.step())
                .with("job", order.job())
                .with("site", order.site())
                .with("model", order.model())
                .with("mode", order.mode().word())
                .with("owner", a.owner())
                .with("charge_day", a.chargeDay())
                .with("estimate_micro_usd", a.estimateMicroUsd())
                .with("paid_micro_usd", a.paidMicroUsd())
                .with("wasted_micro_usd", a.wastedMicroUsd())
                .with("saved_micro_usd", a.savedMicroUsd())
                .with("risk_micro_usd", a.riskMicroUsd())
                .with("looks", (long) a.looks())
                .with("due", a.due())
                .with("shard", a.key().substring(0, 1))
                .with(
                        "handles",
                        a.handles().stream().map(AttemptDocument::write).toList());
    }

    private static Map<String, Object> write(Handle handle) {
        Fields bound = Fields.NONE.with("handle", handle.id()).with("bound_at", handle.boundAt());
        return handle.result()
                .map(result -> bound.with(
                                "ending", result.ending().map(Ending::name).orElse("UNKNOWN"))
                        .with("why", Shortened.why(result.why()))
                        .with("body", result.body())
                        .with("model", result.model())
                        .with("input_tokens", result.usage().inputTokens())
                        .with("output_tokens", result.usage().outputTokens())
                        .with("thought_tokens", result.usage().thoughtTokens())
                        .with("cached_tokens", result.usage().cachedTokens())
                        .with("usage_unknown", result.usage().known() ? null : true)
                        .with("paid_micro_usd", result.paidMicroUsd())
                        .with("saved_micro_usd", result.savedMicroUsd())
                        .with("used", result.used())
                        .with("kept_at", result.keptAt()))
                .orElse(bound)
                .values();
    }

    public static Attempt read(Document document) {
        Fields f = Schema.read(document);
        return new Attempt(
                f.text("key"),
                Math.toIntExact(f.number("number")),
                Status.valueOf(f.text("state")),
                f.text("owner"),
                f.text("charge_day"),
                f.number("estimate_micro_usd"),
                f.list("handles").stream().map(AttemptDocument::handle).toList(),
                f.findTime("due"),
                Math.toIntExact(f.number("looks")));
    }

    private static Handle handle(Fields f) {
        Optional<Result> result = f.findText("ending")
                .map(ending -> new Result(
                        ending.equals("UNKNOWN") ? Optional.empty() : Optional.of(Ending.valueOf(ending)),
                        f.text("why"),
                        f.findText("body"),
                        f.text("model"),
                        new Usage(
                                f.number("input_tokens"),
                                f.number("output_tokens"),
                                f.number("thought_tokens"),
                                f.number("cached_tokens", 0),
                                !f.flag("usage_unknown")),
                        f.number("paid_micro_usd"),
                        f.number("saved_micro_usd", 0),
                        f.flag("used"),
                        f.findTime("kept_at")));
        return new Handle(f.text("handle"), f.time("bound_at"), result);
    }
}
