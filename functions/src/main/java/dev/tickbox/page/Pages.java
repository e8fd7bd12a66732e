package dev.tickbox.page;

import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.ReadableTime;
import java.util.Map;
import java.util.Optional;

/** Every page, by its path and its query. */
public record Pages(PageSource source) {
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 409;

    /** @param location where to go on instead */
    record Reply(int status, String html, Optional<String> location) {
        static Reply to(String location) {
            return new Reply(SEE_OTHER, "", Optional.of(location));
        }
    }

    /** @param token for the forms; empty where nothing can be done */
    Reply get(String path, Map<String, String> query, Optional<String> token) {
        Links links = new Links.Served(token);
        String id = query.getOrDefault("id", "").strip();
        return switch (path) {
            case "" -> new Reply(OK, today(links), Optional.empty());
            case "run" ->
                found(run(id, links), "There is no run " + id + ". Runs are removed keepDays after their end.");
            case "job" -> found(job(id, links), "There is no job " + id + " in the current content.");
            case "site" -> found(site(id, links), "There is no site " + id + " in the current content.");
            case "find" -> find(id, query.getOrDefault("row", ""), links);
            case "edit" ->
                found(
                        token.flatMap(each -> new ActPages(source, links).edit(id))
                                .map(model -> page("Edit", "edit", model, links)),
                        "There is no open question " + id + ".");
            case "abandon" ->
                found(
                        token.filter(each -> !id.isEmpty())
                                .map(each -> new ActPages(source, links).abandon(id, query.getOrDefault("back", "")))
                                .map(model -> page("Abandon", "abandon", model, links)),
                        "There is no such page.");
            default -> found(Optional.empty(), "There is no such page.");
        };
    }

    private Reply found(Optional<String> html, String otherwise) {
        return html.map(page -> new Reply(OK, page, Optional.empty()))
                .orElseGet(() -> new Reply(NOT_FOUND, message("Not found", otherwise), Optional.empty()));
    }

    /** What {@code explain} would explain. */
    private Reply find(String id, String row, Links links) {
        IdResolver ids = new IdResolver(source.store(), source.current(), source.command());
        IdResolver.Found found = row.isEmpty() ? ids.find(id) : ids.find(id, row);
        return switch (found) {
            case IdResolver.FoundRun at -> to(links, Kind.RUN, at.run());
            case IdResolver.FoundRow at -> to(links, Kind.RUN, at.row());
            case IdResolver.FoundReservation at -> to(links, Kind.RUN, at.run());
            case IdResolver.FoundItem at -> to(links, Kind.RUN, at.run());
            case IdResolver.FoundApproval at -> to(links, Kind.RUN, at.run());
            case IdResolver.FoundJob at -> to(links, Kind.JOB, at.job());
            case IdResolver.FoundSite at -> to(links, Kind.SITE, at.site());
            case IdResolver.FoundNothing at -> new Reply(NOT_FOUND, message("Not found", at.why()), Optional.empty());
        };
    }

    private static Reply to(Links links, Kind kind, String id) {
        return Reply.to(links.to(kind, id).orElseThrow());
    }

    /** What became of an act. */
    Reply done(Acts.Outcome outcome, String run, Optional<String> token) {
        Links links = new Links.Served(token);
        String html = page(
                outcome.isDone() ? "Done" : "Not done", "done", new ActPages(source, links).done(outcome, run), links);
        return new Reply(outcome.isDone() ? OK : REFUSED, html, Optional.empty());
    }

    String today(Links links) {
        return page("Today", "today", new TodayPage(source, links).model(), links);
    }

    Optional<String> run(String id, Links links) {
        return new RunPage(source, links).model(id).map(model -> page(id, "run", model, links));
    }

    Optional<String> job(String id, Links links) {
        return new PlacePages(source, links).job(id).map(model -> page("Job " + id, "job", model, links));
    }

    Optional<String> site(String id, Links links) {
        return new PlacePages(source, links).site(id).map(model -> page("Site " + id, "site", model, links));
    }

    String message(String title, String text) {
        return page(title, "message", new PageModel().text("text", text), new Links.Served(Optional.empty()));
    }

    /** Without the store, which may be what failed. */
    String trouble(String why) {
        return Html.page("trouble", new PageModel().text("why", why));
    }

    private String page(String title, String template, PageModel model, Links links) {
        Control.State control = new Control(source.store(), source.context().clock()).read();
        model.text("title", title)
                .text("home", links.home())
                .flag("served", links.isServed())
                .text("store", source.name())
                .text("made", ReadableTime.UTC.says(source.now()))
                .flag("simulated", source.texts() == TextOrigin.SIMULATED)
                .flag("paused", control.paused())
                .text("pausedBecause", control.pausedBecause())
                .text("resume", source.command().apply("resume"))
                .list(
                        "switches",
                        links.token().stream()
                                .map(token -> (control.paused() ? Button.resume() : Button.pause()).model(token)));
        return Html.page(template, model);
    }
}
