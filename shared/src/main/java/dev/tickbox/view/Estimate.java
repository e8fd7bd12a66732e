package dev.tickbox.view;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.StepNames;
import dev.tickbox.content.Templates;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.source.SourceForm;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Upper bounds of costs. What a step may cost is worked out once: a list asks for it with each of its runs. */
public final class Estimate {
    /** Characters for each token of an earlier text that a later prompt includes. */
    private static final int CHARS_A_TOKEN = 4;

    /** Title, slug, address, date and summary of an article that was published before. */
    private static final int CHARS_A_RECENT_ROW = 1000;

    /** Room for one column of a row whose length is known only when the rows are. */
    private static final int ROOM_FOR_A_COLUMN_CHARS = 300;

    /** Room for what a prompt says around the columns of one row. */
    private static final int ROOM_FOR_A_ROW_CHARS = 100;

    /** Rows of a feed or another table on the web, whose number is known only when it is fetched. */
    private static final int ROWS_OF_A_SOURCE = 50;

    /** Room for the id and the date of the run and similar values that a prompt may include. */
    private static final int ROOM_FOR_FACTS_CHARS = 300;

    private final Prices prices;
    private final LocalDate day;
    private final Map<StepOfJob, Long> known = new ConcurrentHashMap<>();

    private record StepOfJob(Job job, Step.Generate step) {}

    public Estimate(Prices prices, LocalDate day) {
        this.prices = prices;
        this.day = day;
    }

    /** At the prices of the day that it is in the zone of the budget. */
    public static Estimate at(Instant now, Optional<Definition> content, Prices prices) {
        Budget budget = content.map(Definition::budget).orElse(Budget.DEFAULT);
        return new Estimate(
                prices.with(content.map(Definition::vendor).orElse(VendorSettings.DEFAULT)),
                LocalDate.ofInstant(now, budget.zone()));
    }

    /** One request. */
    public long microUsd(Request request) {
        return prices.estimateMicroUsd(request, day);
    }

    /** A whole run; empty for a Java class, whose requests are known only while it runs. */
    public OptionalLong job(Job job) {
        return job.javaClass().isPresent() ? OptionalLong.empty() : OptionalLong.of(steps(job, Set.of()));
    }

    /** The steps of a run that have not been bought; those of rows as often as there may be rows. */
    public long steps(Job job, Set<String> bought) {
        return generations(job).stream()
                .filter(step -> !bought.contains(step.id()) && !isOfOne(bought, step, job))
                .mapToLong(step -> Math.multiplyExact(once(step, job), times(step, job)))
                .sum();
    }

    private long once(Step.Generate step, Job job) {
        return known.computeIfAbsent(
                new StepOfJob(job, step), of -> prices.estimateMicroUsd(request(of.step(), of.job()), day));
    }

    /** Whether its table is bought as a whole. */
    private static boolean isOfOne(Set<String> bought, Step.Generate step, Job job) {
        return tables(job)
                .anyMatch(each -> bought.contains(each.id()) && each.steps().contains(step));
    }

    /** The steps of one row of a table that have not been bought. */
    public long row(Job job, String table, Set<String> bought) {
        return job.steps().stream()
                .filter(step -> step instanceof Step.Each && step.id().equals(table))
                .flatMap(step -> ((Step.Each) step).steps().stream())
                .filter(step -> step instanceof Step.Generate && !bought.contains(step.id()))
                .mapToLong(step -> once((Step.Generate) step, job))
                .sum();
    }

    private static long times(Step.Generate step, Job job) {
        return tables(job)
                .filter(each -> each.steps().contains(step))
                .mapToLong(Step.Each::maxRows)
                .findFirst()
                .orElse(1);
    }

    private static Stream<Step.Each> tables(Job job) {
        return job.steps().stream().filter(Step.Each.class::isInstance).map(Step.Each.class::cast);
    }

    /** The most expensive request of a job. */
    public long dearest(Job job) {
        return generations(job).stream()
                .mapToLong(step -> once(step, job))
                .max()
                .orElse(0);
    }

    private static List<Step.Generate> generations(Job job) {
        return job.allSteps().stream()
                .filter(Step.Generate.class::isInstance)
                .map(Step.Generate.class::cast)
                .toList();
    }

    /**
     * The longest prompt to expect: the template, the values of all variables, earlier texts at their longest, and room for the columns of rows,
     * whose length is not known yet. A tick estimates each request again when it has its text.
     */
    private static Request request(Step.Generate step, Job job) {
        StringBuilder prompt = new StringBuilder(step.promptText());
        prompt.repeat("x", ROOM_FOR_FACTS_CHARS);
        job.vars().values().forEach(value -> {
            switch (value) {
                case VarValue.One one -> prompt.append(one.text());
                case VarValue.Many many ->
                    many.texts()
                            .forEach(text -> prompt.append(step.promptText()).append(text));
            }
        });
        job.allSteps().stream()
                .filter(earlier -> step.promptText().contains("steps." + earlier.id() + "."))
                .forEach(earlier -> {
                    if (earlier instanceof Step.Recent recent) {
                        prompt.repeat("x", recent.maxRows() * CHARS_A_RECENT_ROW);
                    } else if (earlier instanceof Step.Fetch fetch) {
                        prompt.repeat("x", room(prompt, fetched(fetch, step)));
                    }
                });
        generations(job).stream()
                .filter(earlier -> step.promptText().contains("steps." + earlier.id() + "."))
                .forEach(earlier -> prompt.repeat("x", earlier.maxTokens() * CHARS_A_TOKEN));
        long rows = ofRows(step, job);
        prompt.repeat("x", room(prompt, rows));
        return step.request(prompt.toString());
    }

    /** A longer prompt is refused before it is bought. */
    private static int room(StringBuilder prompt, long characters) {
        return (int) Math.min(characters, Math.max(0, Templates.MAX_BYTES - prompt.length()));
    }

    /** What a source may give. How many rows it has is known only when it is fetched, unless it is a file. */
    private static long fetched(Step.Fetch fetch, Step.Generate step) {
        if (fetch.request().file().isPresent()) {
            return fetch.request().file().get().text().length();
        }
        String rows = "steps." + fetch.id() + ".rows";
        long columns = Templates.scan(step.promptText()).variables().stream()
                .filter(variable -> variable.within().contains(rows))
                .map(Templates.Variable::name)
                .distinct()
                .count();
        long table = (ROOM_FOR_A_ROW_CHARS + columns * ROOM_FOR_A_COLUMN_CHARS)
                * ROWS_OF_A_SOURCE
                * fetch.request().addresses().size();
        return switch (fetch.request().form()) {
            case SourceForm.Page page -> page.maxChars();
            case SourceForm.Plain plain -> plain.maxChars();
            case SourceForm.JsonValues json ->
                json.rows().isPresent() ? table : (long) json.pointers().size() * ROOM_FOR_A_COLUMN_CHARS;
            case SourceForm.Feed _, SourceForm.Csv _ -> table;
        };
    }

    /** The characters of the columns that a prompt names, of its own row and of whole tables. */
    private static long ofRows(Step.Generate step, Job job) {
        Map<String, Long> columns = new HashMap<>();
        tables(job)
                .flatMap(each -> each.steps().stream())
                .filter(Step.Generate.class::isInstance)
                .map(Step.Generate.class::cast)
                .forEach(inner -> columns.put(inner.id(), (long) inner.maxTokens() * CHARS_A_TOKEN));
        Set<String> names = StepNames.of(step);
        long own = names.stream()
                .filter(name -> name.startsWith("row."))
                .mapToLong(name -> column(columns, name.substring("row.".length())))
                .sum();
        long whole = tables(job)
                .filter(each -> names.contains("steps." + each.id() + ".rows"))
                .mapToLong(each -> each.maxRows()
                        * (ROOM_FOR_A_ROW_CHARS
                                + each.kept().stream()
                                        .mapToLong(path -> column(columns, path))
                                        .sum()))
                .sum();
        return own + whole;
    }

    private static long column(Map<String, Long> known, String path) {
        return known.getOrDefault(path.split("\\.", 2)[0], (long) ROOM_FOR_A_COLUMN_CHARS);
    }

    /** Sending this request once more, as a tick estimates it; empty if no price is known for its model. */
    public OptionalLong again(Store store, Reservation r) {
        Request request = Request.fromJson(new Bodies(store, Limits.STANDARD.bodyBytes())
                        .load(r.order().run(), r.order().request()))
                .withTokens(r.tokenFactor());
        return prices.known().contains(request.model())
                ? OptionalLong.of(prices.estimateMicroUsd(request, day))
                : OptionalLong.empty();
    }

    /** Sending all of these requests once more; empty if one of them has no price. */
    public OptionalLong again(Store store, List<Reservation> all) {
        List<OptionalLong> each = all.stream().map(r -> again(store, r)).toList();
        return each.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        each.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }
}
