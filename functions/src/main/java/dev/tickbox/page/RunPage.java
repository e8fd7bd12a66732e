package dev.tickbox.page;

import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.outbox.Item;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.KeptText;
import dev.tickbox.view.OpenQuestion;
import dev.tickbox.view.RowStory;
import dev.tickbox.view.RunRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run or a row: what {@code explain} says, and the texts. */
record RunPage(PageSource source, Links links) {
    private static final int LINES = 120;
    private static final int SHOWN = 60;

    /** Empty if there is no such run. */
    Optional<PageModel> model(String run) {
        return RunRecords.read(source.store(), run).map(this::model);
    }

    private PageModel model(RunRecords story) {
        boolean paused = new Control(source.store(), source.context().clock()).paused();
        Explanation told = Explanation.of(
                story,
                Optional.of(source.definitions().load(story.run().definition())),
                source.actions(),
                source.waits().get(),
                paused ? Optional.of(source.command().apply("resume")) : Optional.empty(),
                false,
                source.now());
        PageModel model = new PageModel();
        head(model, told);
        model.lines("nexts", told.next())
                .ways(told.ways(), source.command(), links, told.run().id())
                .list(
                        "open",
                        told.approvals().stream()
                                .filter(approval -> approval.state() instanceof Approval.Asked)
                                .map(this::open));
        model.lines("questions", told.questionLines());
        texts(model, story);
        story(model, told);
        model.lines("sources", told.sourceLines())
                .list("tables", told.rows().tables(), table -> TableRows.whole(source.store(), table, links));
        money(model, told);
        return model.list("items", told.items().stream().limit(SHOWN).map(this::item))
                .more("moreItems", Math.max(0, told.items().size() - SHOWN));
    }

    private PageModel open(Approval approval) {
        OpenQuestion question = new OpenQuestion(approval);
        return new PageModel()
                .text("what", question.what())
                .text("about", question.about())
                .part("answer", Button.answers(approval, links));
    }

    private void head(PageModel model, Explanation told) {
        var run = told.run();
        model.text("run", run.id())
                .text("state", told.state())
                .link("job", links.to(Kind.JOB, run.job()), run.job())
                .list("sites", told.sites(), site -> new PageModel().link("link", links.to(Kind.SITE, site), site))
                .text("slot", run.slot().map(told.when()::says))
                .text("created", told.when().says(run.createdAt()))
                .text("ended", told.endedAt().map(told.when()::says))
                .list(
                        "from",
                        run.takenOver().stream()
                                .map(taken ->
                                        new PageModel().link("link", links.to(Kind.RUN, taken.run()), taken.run())))
                .list("rowOf", told.rows().row().stream().map(this::row));
    }

    private PageModel row(RowStory row) {
        return new PageModel()
                .text("about", row.about())
                .link("root", links.to(Kind.RUN, row.row().root()), row.row().root())
                .list("columns", values(row.columns()).stream())
                .list("gave", row.gave().map(RunPage::values).orElse(List.of()).stream());
    }

    private static List<PageModel> values(Map<String, Object> columns) {
        List<PageModel> values = new ArrayList<>();
        columns.forEach(
                (name, value) -> values.add(new PageModel().text("name", name).text("value", RowStory.shown(value))));
        return values;
    }

    private void texts(PageModel model, RunRecords story) {
        StoredTexts texts = new StoredTexts(source.store(), KeptText.of(source.store(), story));
        model.list("texts", texts.pairs().stream().map(StoredTexts.Pair::model))
                .more("moreTexts", texts.leftOut())
                .text(
                        "textCommand",
                        source.command().apply("text " + story.run().id()));
    }

    private void story(PageModel model, Explanation told) {
        int all = told.story().size();
        model.list(
                        "story",
                        told.story().stream()
                                .skip(Math.max(0, all - LINES))
                                .map(line -> new PageModel()
                                        .text("at", told.when().at(line.at()))
                                        .text("about", line.about())
                                        .text("state", line.state())
                                        .text("cause", line.cause())
                                        .text("actor", line.actor())))
                .more("moreStory", Math.max(0, all - LINES))
                .text("legend", told.when().legend())
                .text("explain", source.command().apply("explain " + told.run().id()));
    }

    private void money(PageModel model, Explanation told) {
        model.list(
                        "purchases",
                        told.attempts().entrySet().stream()
                                .limit(SHOWN)
                                .map(each -> new PageModel()
                                        .text("step", each.getValue())
                                        .text(
                                                "attempt",
                                                "attempt " + each.getKey().number())
                                        .text("state", each.getKey().status().name())
                                        .text(
                                                "charge",
                                                Explanation.charge(
                                                        each.getKey(),
                                                        told.end().ofStep(each.getValue())))))
                .more("morePurchases", Math.max(0, told.attempts().size() - SHOWN))
                .text(
                        "total",
                        told.money().equals(Money.NONE)
                                ? "nothing was bought"
                                : told.money().toString());
    }

    private PageModel item(Item item) {
        return new PageModel()
                .link(
                        "link",
                        links.to(Kind.SITE, item.parcel().site()),
                        item.parcel().site())
                .text("state", ItemDocument.stateName(item.state()))
                .text("title", item.parcel().title())
                .text("file", item.parcel().file())
                .text("url", item.state() instanceof Item.Published published ? published.url() : "")
                .text("why", item.state() instanceof Item.Stuck stuck ? stuck.why() : "");
    }
}
