package dev.tickbox.page;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Site;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.Actions;
import dev.tickbox.view.JobView;
import dev.tickbox.view.ReadableTime;
import dev.tickbox.view.RunList;
import dev.tickbox.view.SiteView;
import dev.tickbox.view.SlotGrid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A job, and a site. */
record PlacePages(PageSource source, Links links) {
    private static final int RUNS = 30;

    /** Empty if the current content has no such job. */
    Optional<PageModel> job(String id) {
        return source.current().flatMap(content -> content.job(id).map(job -> job(content, job)));
    }

    private PageModel job(Definition content, Job job) {
        JobView view = JobView.of(source.store(), content, job, source.estimate(), source.now());
        RunList runs = RunList.of(
                source.store(),
                Optional.of(job.id()),
                Optional.empty(),
                RUNS,
                source.waits().get());
        return new PageModel()
                .text("job", job.id())
                .list(
                        "sites",
                        List.copyOf(job.sites()),
                        site -> new PageModel().link("link", links.to(Kind.SITE, site), site))
                .lines("about", view.about())
                .list(
                        "steps",
                        view.steps(),
                        step -> new PageModel()
                                .text("id", step.id())
                                .text("what", step.what())
                                .text("how", step.how()))
                .list(
                        "rows",
                        job.schedule().stream()
                                .map(schedule -> SlotRow.model(
                                        SlotGrid.slots(source.store(), job, schedule, Set.of(), source.now()), links)))
                .list("runs", runs.rows(), this::run)
                .flag("moreRuns", runs.more())
                .text("listCommand", source.command().apply("list --job " + job.id() + " --limit 200"))
                .ways(view.ways(), source.command(), links, "");
    }

    private PageModel run(RunList.Row run) {
        return new PageModel()
                .link("link", links.to(Kind.RUN, run.run()), run.run())
                .text("state", run.state())
                .text("created", ReadableTime.UTC.says(run.createdAt()))
                .text("paid", Usd.of(run.paidMicroUsd()))
                .text("why", run.why());
    }

    /** Empty if the current content has no such site. */
    Optional<PageModel> site(String id) {
        return source.current().flatMap(content -> content.site(id).map(site -> site(content, site)));
    }

    private PageModel site(Definition content, Site site) {
        SiteView view = SiteView.of(
                source.store(), content, site, source.texts(), new Actions(source.store(), source.estimate()));
        return new PageModel()
                .text("site", site.id())
                .text("publisher", view.publisher())
                .text("place", view.place())
                .list("jobs", view.jobs(), job -> new PageModel().link("link", links.to(Kind.JOB, job), job))
                .list("waiting", view.waiting(), this::item)
                .more("moreWaiting", view.more())
                .ways(view.ways(), source.command(), links, "");
    }

    private PageModel item(Item item) {
        return new PageModel()
                .link(
                        "link",
                        links.to(Kind.RUN, item.parcel().run()),
                        item.parcel().run())
                .text("state", ItemDocument.stateName(item.state()))
                .text("title", item.parcel().title())
                .text("why", item.state() instanceof Item.Stuck stuck ? stuck.why() : "");
    }
}
