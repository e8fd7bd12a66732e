package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.Shortened;
import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.notice.ChannelEvent.Subject;
import dev.tickbox.notice.Message.Text;
import dev.tickbox.notice.Topic;
import dev.tickbox.notice.Waiting;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.submit.DailyBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a message says of what waits: since when, what it costs, the commands. It is made of the same parts as what {@code list} prints.
 *
 * @param command how a command is typed here
 */
public record NoticeText(NeedsYou needs, TickContext context, Definition content, UnaryOperator<String> command) {
    public static NoticeText now(TickContext context, Definition content, UnaryOperator<String> command) {
        return new NoticeText(
                NeedsYou.toTell(context, Optional.of(content), Optional.empty()), context, content, command);
    }

    /** A message is read on a phone; the rest is in {@code list}. */
    private static final int SHOWN = 15;

    /** Of one thing; the first are those for the whole of it. */
    private static final int COMMANDS = 3;

    private static final int LINE_CHARS = 400;
    private static final int TEXT_CHARS = 1500;

    /** What is waiting, as far as the channel wants to know. */
    public Set<String> things(Set<Topic> topics) {
        Set<String> things = new LinkedHashSet<>();
        if (topics.contains(Topic.BUDGET)) {
            DailyBudget.reached(context, content.budget()).ifPresent(day -> things.add(Waiting.BUDGETS + day));
        }
        parts(false).forEach(part -> things.add(part.thing()));
        return things;
    }

    /** The hidden questions of a table are one thing with those that are shown; those of a job are not. */
    public boolean isAll() {
        return !needs.more()
                && needs.asked().more().stream().allMatch(more -> more.of().contains("@"));
    }

    /** Something that waits, with its lines. */
    private record Part(String thing, List<String> lines) {}

    /** @param texts whether the text that is asked about is shown */
    private List<Part> parts(boolean texts) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (OpenQuestion each : needs.asked().shown()) {
            List<String> lines = parts.computeIfAbsent(thing(each), thing -> new ArrayList<>());
            lines.add(each.what() + ", " + each.about() + ": " + each.waits(ReadableTime.UTC));
            if (texts) {
                lines.add(text(each));
            }
            lines.addAll(Actions.lines(some(each.ways()), command, "  "));
        }
        for (OpenQuestions.More each : needs.asked().more()) {
            parts.computeIfAbsent(Waiting.QUESTIONS + each.of(), thing -> new ArrayList<>())
                    .add(each.line(command).strip());
        }
        for (StuckItem each : needs.stuck()) {
            List<String> lines = parts.computeIfAbsent(each.thing(), thing -> new ArrayList<>());
            lines.add(each.what() + ": " + each.why()
                    + each.since()
                            .map(at -> " (since " + ReadableTime.UTC.says(at) + ")")
                            .orElse(""));
            lines.addAll(Actions.lines(some(each.ways()), command, "  "));
        }
        return parts.entrySet().stream()
                .map(each -> new Part(each.getKey(), each.getValue()))
                .toList();
    }

    private static List<Actions.Action> some(List<Actions.Action> ways) {
        return ways.stream().limit(COMMANDS).toList();
    }

    /** The questions of a table are one thing, however many rows ask. */
    private static String thing(OpenQuestion question) {
        String run = question.approval().question().run();
        return Waiting.QUESTIONS
                + (RunId.isRow(run)
                        ? RunId.groupOf(run)
                        : run + " " + question.approval().question().id());
    }

    private String text(OpenQuestion question) {
        var q = question.approval().question();
        return Shortened.words(
                new Bodies(context.store(), context.limits().bodyBytes()).load(q.run(), q.text()), TEXT_CHARS);
    }

    public Text of(Subject subject, Channel channel) {
        List<String> lines = new ArrayList<>();
        List<Part> parts = parts(channel.texts());
        Set<String> fresh = new HashSet<>(subject.fresh());
        subject.gone().stream()
                .filter(thing -> !thing.startsWith(Waiting.QUESTIONS) && !thing.startsWith(Waiting.BUDGETS))
                .limit(SHOWN)
                .forEach(thing -> lines.add("Waits no longer: " + thing));
        subject.fresh().stream()
                .filter(thing -> thing.startsWith(Waiting.BUDGETS))
                .forEach(thing -> lines.add("The budget of " + thing.substring(Waiting.BUDGETS.length())
                        + " is used up: what is not bought yet waits for the next day."));
        Stream.concat(
                        parts.stream().filter(part -> fresh.contains(part.thing())),
                        parts.stream().filter(part -> !fresh.contains(part.thing())))
                .limit(SHOWN)
                .forEach(part -> {
                    if (!lines.isEmpty()) {
                        lines.add("");
                    }
                    lines.addAll(part.lines());
                });
        if (parts.size() > SHOWN || needs.more()) {
            lines.add("");
            lines.add("There is more: " + command.apply("list"));
        }
        if (subject.topic() == Topic.BRIEF) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(new Morning(context.store(), content, context.clock().now()).lines());
        }
        return new Text(
                headline(subject, parts),
                lines.stream()
                        .map(line -> Shortened.words(oneLine(line), channel.texts() ? TEXT_CHARS : LINE_CHARS))
                        .toList());
    }

    /** A title cannot begin a line of its own, nor turn the direction of what follows it. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", " ");
    }

    private String headline(Subject subject, List<Part> parts) {
        String waits = parts.isEmpty()
                ? "nothing waits for you"
                : parts.size() == 1 && !needs.more()
                        ? "1 thing waits for you"
                        : parts.size() + (needs.more() ? " things or more" : " things") + " wait for you";
        return "Tickbox: "
                + switch (subject.topic()) {
                    case NEEDS_YOU -> waits;
                    case RECOVERED -> "waits no longer; " + waits;
                    case BUDGET -> "the budget of the day is used up; " + waits;
                    case BRIEF -> waits;
                };
    }
}
