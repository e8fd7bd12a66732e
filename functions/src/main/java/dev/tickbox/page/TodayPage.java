package dev.tickbox.page;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.money.Usd;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.NeedsYou;
import dev.tickbox.view.OpenQuestion;
import dev.tickbox.view.ReadableTime;
import dev.tickbox.view.RunList;
import dev.tickbox.view.SlotGrid;
import dev.tickbox.view.StuckItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a person looks at in the morning: what needs them, the slots, what is in flight, the money, and the ticks. */
record TodayPage(PageSource source, Links links) {
    private static final int IN_FLIGHT = 20;
    private static final int NEXT = 12;
    private static final int JOBS = 100;

    private record NextSlot(Job job, Instant at) {}

    PageModel model() {
        NeedsYou needs = NeedsYou.of(source.context(), Optional.empty());
        Optional<Definition> content = source.current();
        PageModel model = new PageModel();
        needs(model, needs);
        model.list("grids", content.stream().map(each -> grid(each, needs)));
        flights(model);
        new MoneyPart(source).into(model, content.map(Definition::budget).orElse(Budget.DEFAULT));
        content.ifPresentOrElse(each -> next(model, each), () -> model.lines("next", List.of()));
        ticks(model, content.map(Definition::ticks).orElse(TickSchedule.DEFAULT));
        List<String> jobs =
                content.stream().flatMap(each -> each.jobs().keySet().stream()).toList();
        List<String> sites =
                content.stream().flatMap(each -> each.sites().keySet().stream()).toList();
        return model.list("jobs", jobs.stream().limit(JOBS).map(job -> link(Kind.JOB, job)))
                .list("sites", sites.stream().limit(JOBS).map(site -> link(Kind.SITE, site)))
                .more("moreJobs", Math.max(0, jobs.size() - JOBS))
                .more("moreSites", Math.max(0, sites.size() - JOBS));
    }

    private PageModel link(Kind kind, String id) {
        return new PageModel().link("link", links.to(kind, id), id);
    }

    private void needs(PageModel model, NeedsYou needs) {
        model.flag("calm", needs.isNothing())
                .list("asked", needs.asked().shown(), this::question)
                .list(
                        "moreAsked",
                        needs.asked().more().stream()
                                .map(more -> new PageModel()
                                        .number("count", more.questions())
                                        .text("of", more.of())
                                        .text("command", source.command().apply(more.words()))))
                .list("stuck", needs.stuck(), this::stuck)
                .flag("moreStuck", needs.more())
                .text("listCommand", source.command().apply("list --job JOB"));
    }

    private PageModel question(OpenQuestion question) {
        return new PageModel()
                .link("link", links.to(Kind.RUN, question.approval().question().run()), question.what())
                .text("about", question.about())
                .text("waits", question.waits(ReadableTime.UTC))
                .part("answer", Button.answers(question.approval(), links))
                .ways(
                        question.ways(),
                        source.command(),
                        links,
                        question.approval().question().run());
    }

    private PageModel stuck(StuckItem item) {
        Optional<String> run = Optional.of(item.run()).filter(each -> !each.isEmpty());
        return new PageModel()
                .link("link", run.flatMap(each -> links.to(Kind.RUN, each)), item.what())
                .text("why", item.why())
                .ways(item.ways(), source.command(), links, item.run());
    }

    private PageModel grid(Definition content, NeedsYou needs) {
        Set<String> runs = new HashSet<>();
        needs.stuck().forEach(each -> runs.add(RunId.rootOf(each.run())));
        needs.asked()
                .shown()
                .forEach(
                        each -> runs.add(RunId.rootOf(each.approval().question().run())));
        SlotGrid grid = SlotGrid.of(source.store(), content, runs, source.now());
        return new PageModel()
                .list("rows", grid.jobs(), job -> SlotRow.model(job, links))
                .more("moreJobs", grid.leftOut());
    }

    private void flights(PageModel model) {
        Function<Reservation.Order, Optional<String>> waits = source.waits().get();
        List<RunList> lists = Stream.of(RunState.DRIVEN, RunState.RUNNABLE, RunState.WAITING)
                .map(state -> RunList.of(source.store(), Optional.empty(), Optional.of(state.name()), IN_FLIGHT, waits))
                .toList();
        model.list(
                        "flights",
                        lists.stream().flatMap(list -> list.rows().stream()).map(this::flight))
                .flag("moreFlights", lists.stream().anyMatch(RunList::more))
                .text("flightsCommand", source.command().apply("list --state waiting --limit 200"));
    }

    private PageModel flight(RunList.Row run) {
        return new PageModel()
                .link("link", links.to(Kind.RUN, run.run()), run.run())
                .text("state", run.state())
                .text("since", ReadableTime.ago(source.now(), run.createdAt()))
                .text("paid", Usd.of(run.paidMicroUsd()))
                .text("why", run.why())
                .list("tables", run.tables(), TableRows::progress);
    }

    private void next(PageModel model, Definition content) {
        Instant now = source.now();
        Estimate estimate = source.estimate();
        model.list(
                "next",
                content.jobs().values().stream()
                        .flatMap(job -> job.schedule().flatMap(schedule -> schedule.next(now)).stream()
                                .map(at -> new NextSlot(job, at)))
                        .sorted(Comparator.comparing(NextSlot::at))
                        .limit(NEXT)
                        .map(slot -> new PageModel()
                                .link(
                                        "link",
                                        links.to(Kind.JOB, slot.job().id()),
                                        slot.job().id())
                                .text("at", new ReadableTime(slot.job().zone()).says(slot.at()))
                                .text("in", ReadableTime.from(now, slot.at()))
                                .text(
                                        "price",
                                        Actions.Action.price(
                                                estimate.job(slot.job()), "buys nothing", "at most about "))));
    }

    private void ticks(PageModel model, TickSchedule schedule) {
        Instant now = source.now();
        model.list(
                "ticks",
                LastTicks.read(source.store(), schedule, now),
                tick -> new PageModel()
                        .text("kind", tick.kind())
                        .text(
                                "age",
                                tick.endedAt()
                                        .map(at -> ReadableTime.ago(now, at))
                                        .orElse("never"))
                        .text("at", tick.endedAt().map(ReadableTime.UTC::says))
                        .flag("overdue", tick.isOverdue()));
    }
}
