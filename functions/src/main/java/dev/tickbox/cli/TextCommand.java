package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.RunId;
import dev.tickbox.content.Suggestion;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.KeptText;
import dev.tickbox.view.KeptText.Origin;
import dev.tickbox.view.RunRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "text",
        description = {
            "Prints the texts that are stored for a run: what was bought, and what you put in its place when you approved it.",
            "Of an answer that was not used, such as one of which only a part came, it prints what came if there is no other",
            "text of that step, and says so on standard error.",
            "An article is printed with its fields above its text; --json has it as it was bought. Nothing is changed."
        },
        footer = {
            "",
            "Example: tickbox text garden-daily@2026-11-21T06:00Z",
            "One step:            tickbox text garden-weekly@2026-11-16T07:00Z draft",
            "What was sent:       tickbox text garden-weekly@2026-11-16T07:00Z draft --request",
            "Before your edit:    tickbox text garden-weekly@2026-11-16T07:00Z ok --bought",
            "Of a row:            tickbox text lab-nightly@2026-11-21T22:00Z note --row https://a.example/42"
        })
final class TextCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "A run, a row, a reservation or a question; the beginning of its id is enough.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "Only this step (default: all that have texts).")
    private @Nullable String step;

    @Mixin
    private RowOption row = new RowOption();

    @Option(names = "--request", description = "Print the rendered requests, as they were or will be sent.")
    private boolean request;

    @Option(names = "--bought", description = "Print what was bought, where a person edited it.")
    private boolean bought;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TextCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (request && bought) {
            throw new ParameterException(spec.commandLine(), "--request and --bought: choose one");
        }
        try (StoreSession session = StoreSession.toLook(where, here)) {
            switch (RowOption.find(session, id, row)) {
                case IdResolver.FoundRun found -> of(session, found.run(), Optional.ofNullable(step));
                case IdResolver.FoundRow found -> of(session, found.row(), Optional.ofNullable(step));
                case IdResolver.FoundReservation found ->
                    of(
                            session,
                            found.run(),
                            Optional.ofNullable(step)
                                    .or(() -> session.store
                                            .get(ReservationDocument.ref(found.key()))
                                            .map(each -> each.fields().text("step"))));
                case IdResolver.FoundApproval found -> {
                    var question = session.approval(found.approval()).question();
                    of(session, found.run(), Optional.ofNullable(step).or(() -> Optional.of(question.step())));
                }
                case IdResolver.FoundItem found -> of(session, found.run(), Optional.ofNullable(step));
                case IdResolver.FoundJob found -> throw isNoRun(found.job(), "list --job " + found.job());
                case IdResolver.FoundSite found -> throw isNoRun(found.site(), "list");
                case IdResolver.FoundNothing found -> throw new UserError(found.why());
            }
            return 0;
        }
    }

    private UserError isNoRun(String name, String command) {
        return new UserError(name + " is not a run; to list the runs: " + where.again(command));
    }

    private void of(StoreSession session, String run, Optional<String> of) {
        RunRecords story = ChangeCommand.story(session, run);
        if (request) {
            requests(session, story, of);
        } else {
            texts(session, story, of);
        }
    }

    private void texts(StoreSession session, RunRecords story, Optional<String> of) {
        List<KeptText> all = KeptText.of(session.store, story);
        List<KeptText> shown = shown(all, of);
        if (shown.isEmpty()) {
            throw nothing(story, of, all.stream().map(KeptText::step).toList(), "text");
        }
        Console voice = Console.of(spec, where.json);
        List<Object> list = new ArrayList<>();
        for (KeptText each : shown) {
            String text = each.load(session.store);
            if (shown.size() > 1) {
                voice.say((list.isEmpty() ? "" : "\n") + "── " + each.step() + ", " + about(each) + " ──");
            } else if (each.origin() == Origin.UNUSED && !where.json) {
                spec.commandLine().getErr().println(Console.shown("tickbox: " + each.step() + ", " + about(each)));
            }
            voice.say(KeptText.readable(text));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("step", each.step());
            map.put("origin", each.origin().name());
            if (!each.about().isEmpty()) {
                map.put("about", each.about());
            }
            map.put("text", text);
            list.add(map);
        }
        voice.object(new LinkedHashMap<>(Map.of("run", story.run().id(), "texts", list)));
    }

    private static String about(KeptText text) {
        return text.origin().words() + (text.about().isEmpty() ? "" : ": " + text.about());
    }

    /** Of each step the text that later steps read; of one that has none, what came last. */
    private List<KeptText> shown(List<KeptText> all, Optional<String> of) {
        List<KeptText> shown = new ArrayList<>();
        for (String each : all.stream().map(KeptText::step).distinct().toList()) {
            if (of.isEmpty() || of.get().equals(each)) {
                List<Origin> wanted = bought
                        ? List.of(Origin.BOUGHT, Origin.ASKED, Origin.UNUSED)
                        : List.of(Origin.EDITED, Origin.BOUGHT, Origin.ASKED, Origin.UNUSED);
                wanted.stream()
                        // Without an edit it is the text of an earlier step, which is shown itself.
                        .filter(origin -> origin != Origin.ASKED || of.isPresent())
                        .flatMap(origin ->
                                last(all, text -> text.step().equals(each) && text.origin() == origin).stream())
                        .findFirst()
                        .ifPresent(shown::add);
            }
        }
        return shown;
    }

    private static Optional<KeptText> last(List<KeptText> all, Predicate<KeptText> which) {
        return all.stream().filter(which).reduce((a, b) -> b);
    }

    private void requests(StoreSession session, RunRecords story, Optional<String> of) {
        Bodies bodies = new Bodies(session.store, Limits.STANDARD.bodyBytes());
        List<Reservation> all = story.reservations();
        List<Reservation> shown = all.stream()
                .filter(r -> of.isEmpty() || of.get().equals(r.order().step()))
                .toList();
        if (shown.isEmpty()) {
            throw nothing(story, of, all.stream().map(r -> r.order().step()).toList(), "request");
        }
        Console voice = Console.of(spec, where.json);
        List<Object> list = new ArrayList<>();
        for (Reservation r : shown) {
            Request rendered = Request.fromJson(
                            bodies.load(r.order().run(), r.order().request()))
                    .withTokens(r.tokenFactor());
            if (shown.size() > 1) {
                voice.say((list.isEmpty() ? "" : "\n") + "── " + r.order().step() + " ──");
            }
            rendered.toMap().forEach((name, value) -> {
                if (!name.equals("prompt")) {
                    voice.say(name + ": " + (value instanceof String words ? words : Json.write(value)));
                }
            });
            voice.say("");
            voice.say(rendered.prompt());
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("step", r.order().step());
            map.put("reservation", r.order().key());
            map.put("state", ReservationDocument.stateName(r.state()));
            map.put("request", rendered.toMap());
            list.add(map);
        }
        voice.object(new LinkedHashMap<>(Map.of("run", story.run().id(), "requests", list)));
    }

    private UserError nothing(RunRecords story, Optional<String> of, List<String> steps, String what) {
        String run = story.run().id();
        String name = (RunId.isRow(run) ? "row " : "run ") + run;
        boolean isStep = of.isPresent()
                && story.reservations().stream()
                        .anyMatch(r -> of.get().equals(r.order().step()));
        String others = steps.isEmpty()
                ? "; to see what happens next: " + where.again("explain " + run)
                : of.map(each -> Suggestion.hint(each, steps)).orElse("");
        if (others.isEmpty()) {
            others = "; there is one of " + String.join(", ", new TreeSet<>(steps));
        }
        return new UserError(name + " has no " + what
                + of.map(each -> (isStep ? " yet of the step " : " of a step ") + each)
                        .orElse(" yet") + others);
    }
}
