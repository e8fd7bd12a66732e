package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The questions that nobody has answered. Each job has its share of the places, and in a job each run and each table has its turn, so that
 * none of them hides another's question. What is not shown is counted.
 *
 * @param shown the longest waiting first
 * @param count all of them
 * @param more what is not shown
 */
public record OpenQuestions(List<OpenQuestion> shown, long count, List<More> more) {
    private static final int SHOWN = 50;
    private static final int PAGE = 25;

    /** The character after the one that separates a row from its table. */
    private static final String BEHIND_ROWS = ",";

    private static final Comparator<Document> LONGEST_WAITING =
            Comparator.comparing(document -> document.fields().time("created_at"));

    /**
     * Questions that are not shown.
     *
     * @param of the job or the table that they belong to
     * @param words the command that shows or answers them, without the program's name and without where
     */
    public record More(String of, long questions, String hint, String words) {
        static More ofTable(String table, long questions) {
            return new More(
                    table,
                    questions,
                    "they are shown once these are answered, and each can be answered now",
                    "approve " + RunId.rootOf(table) + " --row KEY");
        }

        /** @param alone no other job has questions here, so that to ask for this one shows no more of it */
        static More ofJob(String job, long questions, boolean alone) {
            String list = "list --job " + job;
            return alone
                    ? new More(job, questions, "to see which runs wait", list + " --state waiting")
                    : new More(job, questions, "to see more of them", list);
        }

        String line(UnaryOperator<String> command) {
            return "  … and " + TableView.number(questions) + " more of " + of + "; " + hint + ": "
                    + command.apply(words);
        }

        Map<String, Object> toMap(UnaryOperator<String> again) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("of", of);
            map.put("questions", questions);
            map.put("command", again.apply(words));
            return map;
        }
    }

    /** @param job only its questions */
    public static OpenQuestions of(Store store, Optional<String> job) {
        // Those with few come first: the places that they leave free are shared by the others.
        List<JobCount> jobs = job.map(List::of).orElseGet(() -> jobs(store)).stream()
                .map(id -> new JobCount(id, store.count(ofJob(id, 1))))
                .sorted(Comparator.comparing(JobCount::questions))
                .toList();
        List<Document> shown = new ArrayList<>();
        List<More> more = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobCount all = jobs.get(i);
            int places = (SHOWN - shown.size()) / (jobs.size() - i);
            JobQuestions part = JobQuestions.read(store, all.job(), places);
            shown.addAll(part.shown());
            more.addAll(part.more());
            long rest = all.questions()
                    - part.shown().size()
                    - part.more().stream().mapToLong(More::questions).sum();
            if (rest > 0) {
                more.add(More.ofJob(all.job(), rest, jobs.size() == 1));
            }
        }
        shown.sort(LONGEST_WAITING);
        more.sort(Comparator.comparing(More::of));
        return new OpenQuestions(
                shown.stream().map(each -> question(store, each)).toList(),
                jobs.stream().mapToLong(JobCount::questions).sum(),
                List.copyOf(more));
    }

    private record JobCount(String job, long questions) {}

    /** The jobs that ask something: one read for each. */
    private static List<String> jobs(Store store) {
        List<String> jobs = new ArrayList<>();
        String next = "";
        while (true) {
            List<Document> first = store.query(between(next, "\uffff", 1)).documents();
            if (first.isEmpty()) {
                return jobs;
            }
            String run = first.getFirst().fields().text("run");
            String job = run.substring(0, run.indexOf('@'));
            jobs.add(job);
            next = job + "A";
        }
    }

    /**
     * The questions of one job that are shown.
     *
     * @param more of its tables, as far as they were looked at
     */
    private record JobQuestions(List<Document> shown, List<More> more) {
        static JobQuestions read(Store store, String job, int places) {
            Map<String, List<Document>> groups = new TreeMap<>();
            List<String> full = new ArrayList<>();
            // Where that many are read, there is one of another run or table for each place.
            int enough = places * TableView.SHOWN;
            Query all = ofJob(job, Math.clamp(enough, 1, PAGE));
            Optional<Query> next = Optional.of(all);
            for (int read = 0; next.isPresent() && read < enough; ) {
                Query asked = next.get();
                Store.Page page = store.query(asked);
                next = page.next().map(asked::after);
                for (Document document : page.documents()) {
                    String group = group(document);
                    List<Document> questions = groups.computeIfAbsent(group, each -> new ArrayList<>());
                    if (questions.size() < TableView.SHOWN) {
                        questions.add(document);
                        read++;
                    } else if (RunId.isRow(group)) {
                        full.add(group);
                        next = Optional.of(all.from("run", group + BEHIND_ROWS));
                        break;
                    }
                }
            }
            List<Document> shown = inTurn(groups.values(), places);
            List<More> more = full.stream()
                    .map(table -> {
                        long some = shown.stream()
                                .filter(each -> group(each).equals(table))
                                .count();
                        return More.ofTable(table, ofRows(store, table) - some);
                    })
                    .toList();
            return new JobQuestions(shown, more);
        }

        /** The table, or the run itself. */
        private static String group(Document question) {
            String run = question.fields().text("run");
            return RunId.isRow(run) ? RunId.groupOf(run) : run;
        }

        private static List<Document> inTurn(Collection<List<Document>> groups, int places) {
            List<Document> all = new ArrayList<>();
            for (int i = 0; i < TableView.SHOWN; i++) {
                int turn = i;
                groups.stream()
                        .filter(group -> group.size() > turn)
                        .map(group -> group.get(turn))
                        .sorted(LONGEST_WAITING)
                        .forEach(all::add);
            }
            return all.stream().limit(places).toList();
        }
    }

    private static OpenQuestion question(Store store, Document document) {
        String run = document.fields().text("run");
        Optional<String> key = RunId.isRow(run)
                ? store.get(RunDocument.ref(run))
                        .map(row -> RowStory.shown(row.fields().text("key")))
                : Optional.empty();
        return new OpenQuestion(ApprovalDocument.read(document), key);
    }

    /** @param command how a command is typed here, with where its store is */
    public List<String> lines(UnaryOperator<String> command) {
        List<String> lines = new ArrayList<>();
        lines.add("Waits for your approval (" + TableView.number(count) + ")");
        shown.forEach(each -> {
            lines.add("  " + each.what() + ", " + each.about() + ": " + each.waits(ReadableTime.UTC));
            lines.addAll(Actions.lines(each.ways(), command, "    "));
        });
        more.forEach(each -> lines.add(each.line(command)));
        return lines;
    }

    /** @param again makes whole commands of words */
    public List<Map<String, Object>> moreMaps(UnaryOperator<String> again) {
        return more.stream().map(each -> each.toMap(again)).toList();
    }

    /** @param parent a run, or a table of it: what its rows ask, counted by the store */
    public static long ofRows(Store store, String parent) {
        return store.count(between(parent + "+", parent + BEHIND_ROWS, 1));
    }

    private static Query ofJob(String job, int limit) {
        return between(job + "@", job + "A", limit);
    }

    private static Query between(String from, String to, int limit) {
        return Query.of(ApprovalDocument.ALL, limit)
                .where("state", ApprovalState.ASKED)
                .from("run", from)
                .before("run", to);
    }
}
