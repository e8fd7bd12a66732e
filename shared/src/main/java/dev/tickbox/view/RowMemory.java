package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an {@code only: new} step remembers is found by these three: with another name for one of them it remembers nothing. */
record RowMemory(String job, String step, List<String> key) {
    static List<RowMemory> all(Definition definition) {
        List<RowMemory> all = new ArrayList<>();
        for (Job job : definition.jobs().values()) {
            for (Step step : job.steps()) {
                if (step instanceof Step.Each each && each.onlyNew()) {
                    all.add(new RowMemory(job.id(), each.id(), each.key()));
                }
            }
        }
        return all;
    }

    /** Steps that begin with an empty memory while another one is no longer used: what was renamed, perhaps by mistake. */
    static List<String> emptied(Optional<Definition> before, Definition after) {
        List<RowMemory> known = before.map(RowMemory::all).orElse(List.of());
        List<RowMemory> now = all(after);
        List<String> lost = known.stream()
                .filter(memory -> !now.contains(memory))
                .map(RowMemory::name)
                .toList();
        return lost.isEmpty()
                ? List.of()
                : now.stream()
                        .filter(memory -> !known.contains(memory))
                        .map(memory ->
                                "Warning: " + memory.name() + " begins with an empty memory: its next run takes, and"
                                        + " buys, rows again that " + String.join(" and ", lost) + " took before")
                        .toList();
    }

    private String name() {
        return "step " + step + " of job " + job + " with the key " + String.join(", ", key);
    }

    String words() {
        return "Job " + job + ", step " + step
                + " takes only new rows. What it took is remembered under the job, the step and" + " the key ("
                + String.join(", ", key) + "); if one of them is renamed, it begins with an empty memory";
    }
}
