package dev.tickbox.doctor.cloud;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.SourceNeeds;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Finding.Verdict;
import dev.tickbox.doctor.Look;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is looked at in the cloud. */
public final class CloudLooks {
    /** The area of findings about the account that asks. */
    static final String RIGHTS = "rights";

    static final String DEPLOY = "deploy: commit, push, approve the plan (terraform/README.md)";

    /** The name of the secret with the Gemini key where the content names none. */
    private static final String GEMINI_KEY = "gemini-key";

    private CloudLooks() {}

    /** The database, before everything else: where there is none, nothing else is deployed under its name. */
    public static Look database(Deployment deployment) {
        return new DatabaseLook(deployment);
    }

    /** @param content the current content of the store, which is what the functions work with */
    public static List<Look> others(Deployment deployment, Optional<Definition> content, Clock clock) {
        List<Look> looks = new ArrayList<>();
        looks.add(new IndexLook(deployment));
        secrets(content).forEach(secret -> looks.add(new SecretLook(deployment, secret)));
        Optional<TickSchedule> ticks = content.map(Definition::ticks);
        Optional<Schedule> submit = ticks.map(TickSchedule::submit);
        Optional<Schedule> reclaim = ticks.map(TickSchedule::reclaim);
        looks.add(new TickLook(deployment, "submit", submit, clock));
        looks.add(new TickLook(deployment, "reclaim", reclaim, clock));
        content.ifPresent(each -> {
            SourceNeeds fetched = SourceNeeds.of(each);
            sources(deployment, "submit", fetched).ifPresent(looks::add);
            sources(deployment, "reclaim", fetched.and(SourceNeeds.ofChannels(each)))
                    .ifPresent(looks::add);
        });
        content.map(each -> List.copyOf(each.sites().keySet()))
                .orElse(List.of())
                .forEach(site -> looks.add(new PublisherLook(deployment, site)));
        content.ifPresent(each -> looks.add(new UnusedLook(deployment, each)));
        looks.add(new DeadLettersLook(deployment, clock));
        return looks;
    }

    private static Optional<Look> sources(Deployment deployment, String tick, SourceNeeds needs) {
        return needs.hosts().isEmpty() && needs.secrets().isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceLook(deployment, tick, needs));
    }

    /** A right that several looks lack is one finding. */
    public static List<Finding> once(List<Finding> found) {
        Set<List<Object>> said = new HashSet<>();
        return found.stream()
                .filter(each -> each.verdict() == Verdict.GOOD
                        || said.add(List.of(each.area(), each.mend(), isShared(each) ? "" : each.text())))
                .toList();
    }

    private static boolean isShared(Finding finding) {
        return finding.area().equals(RIGHTS);
    }

    private static Set<String> secrets(Optional<Definition> content) {
        Set<String> names = new LinkedHashSet<>();
        content.ifPresent(each -> {
            if (each.vendor().vertex().isEmpty()) {
                names.add(each.vendor().secret().orElse(GEMINI_KEY));
            }
            each.sites().values().stream()
                    .flatMap((Site site) -> site.find("secret").stream())
                    .forEach(names::add);
            names.addAll(SourceNeeds.of(each).secrets().keySet());
            names.addAll(SourceNeeds.ofChannels(each).secrets().keySet());
        });
        return names;
    }
}
