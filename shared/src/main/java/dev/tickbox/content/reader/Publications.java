package dev.tickbox.content.reader;

import dev.tickbox.content.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the jobs of a content publish where, so that a site's file template can be checked against their articles. */
final class Publications {
    private final List<Publication> all = new ArrayList<>();
    private final Set<String> ofClasses = new HashSet<>();

    /** @param names the fields that surely are there and fit into a file name */
    record Publication(String job, String step, String site, Set<String> names) {}

    void add(Publication publication) {
        all.add(publication);
    }

    /** What a class publishes is known only when it runs. */
    void addClass(Job job) {
        ofClasses.add(job.site());
    }

    boolean byClass(String site) {
        return ofClasses.contains(site);
    }

    Set<String> names(String site) {
        Set<String> names = new TreeSet<>();
        to(site).forEach(publication -> names.addAll(publication.names()));
        return names;
    }

    List<Publication> without(String site, String name) {
        return to(site).stream()
                .filter(publication -> !publication.names().contains(name))
                .toList();
    }

    private List<Publication> to(String site) {
        return all.stream()
                .filter(publication -> publication.site().equals(site))
                .toList();
    }
}
