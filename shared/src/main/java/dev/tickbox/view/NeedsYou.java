package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.submit.Lanes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What waits for a person: the same for every command, page and notice.
 *
 * @param asked questions that nobody has answered
 * @param stuck what needs a decision: first what ticks keep trying without success, then what no tick tries any more
 * @param more whether more is stuck than is named here, or may be
 */
public record NeedsYou(OpenQuestions asked, List<StuckItem> stuck, boolean more) {
    /** @param job only what belongs to it, and what concerns all jobs */
    public static NeedsYou of(TickContext context, Optional<String> job) {
        Optional<Definition> content = new Definitions(context.store(), context.clock()).current();
        NeedsYou told = toTell(context, content, job);
        return new NeedsYou(
                told.asked(),
                Stream.concat(
                                told.stuck().stream(),
                                content.stream().flatMap(each -> UndeliveredNotice.of(context.store(), each).stream()))
                        .toList(),
                told.more());
    }

    /** Without what cannot be told: that would be the cause of more messages. */
    static NeedsYou toTell(TickContext context, Optional<Definition> content, Optional<String> job) {
        Estimate estimate = Estimate.at(context.clock().now(), content, context.prices());
        StuckItems waiting = StuckItems.of(context.store(), estimate, job);
        return new NeedsYou(
                OpenQuestions.of(context.store(), job),
                Stream.concat(failing(context, content).stream(), waiting.shown().stream())
                        .toList(),
                waiting.more());
    }

    /** What ticks keep trying without success until an operator fixes the cause. */
    private static List<StuckItem> failing(TickContext context, Optional<Definition> content) {
        return content.map(current -> StuckItem.failing(
                        context.store(),
                        current,
                        new Lanes(context).needPerson(),
                        context.clock().now()))
                .orElse(List.of());
    }

    public boolean isNothing() {
        return asked.count() == 0 && stuck.isEmpty();
    }
}
