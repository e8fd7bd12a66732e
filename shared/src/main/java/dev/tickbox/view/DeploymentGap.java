package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.SourceNeeds;
import dev.tickbox.money.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What of a new content needs another deployment, if the functions were deployed with the current content. Until then the functions do
 * not fail: they keep what they cannot do and say so.
 */
public final class DeploymentGap {
    private DeploymentGap() {}

    public static List<String> between(Optional<Definition> before, Definition after) {
        List<String> gap = new ArrayList<>();
        before.ifPresent(deployed -> {
            after.sites()
                    .forEach((id, site) -> site(id, deployed.site(id), site).ifPresent(gap::add));
            deployed.sites().keySet().stream()
                    .filter(id -> after.site(id).isEmpty())
                    .forEach(id -> gap.add("site " + id + " was removed, but its function still exists"));
            needs(SourceNeeds.of(deployed), SourceNeeds.of(after), "the ticks", "fetch from", gap);
            needs(
                    SourceNeeds.ofChannels(deployed),
                    SourceNeeds.ofChannels(after),
                    "the reclaim ticks",
                    "tell anybody through",
                    gap);
            vendor(deployed, after, gap);
            if (after.budget().dailyMicroUsd() > deployed.budget().dailyMicroUsd()) {
                gap.add("the deployment may limit a day to the old budget of "
                        + Usd.of(deployed.budget().dailyMicroUsd()));
            }
            if (!after.ticks().equals(deployed.ticks())) {
                gap.add("the schedulers still start the ticks at the old times");
            }
        });
        return gap;
    }

    private static Optional<String> site(String id, Optional<Site> deployed, Site site) {
        if (deployed.isEmpty()) {
            return Optional.of("site " + id + " is new, and no function publishes on it yet");
        }
        Optional<String> secret = site.find("secret");
        boolean same = secret.equals(deployed.get().find("secret"))
                && site.find("remote").equals(deployed.get().find("remote"));
        return secret.isEmpty() || same
                ? Optional.empty()
                : Optional.of("site " + id + ": its function may not send the secret " + secret.get() + " to "
                        + site.find("remote").orElse("its address") + " yet");
    }

    /** @param doing what ticks do there */
    private static void needs(SourceNeeds deployed, SourceNeeds after, String who, String doing, List<String> gap) {
        after.secrets()
                .forEach((secret, origins) -> origins.stream()
                        .filter(origin -> !deployed.secrets()
                                .getOrDefault(secret, new TreeSet<>())
                                .contains(origin))
                        .forEach(origin -> gap.add(who + " may not send the secret " + secret + " to " + origin
                                + " yet, so they cannot " + doing + " it")));
        after.hosts().stream()
                .filter(host -> !deployed.hosts().contains(host))
                .forEach(host -> gap.add(who + " may " + doing + " " + host
                        + " only if it is a public host: the deployment does not have it in sources.allow yet"));
    }

    private static void vendor(Definition deployed, Definition after, List<String> gap) {
        var old = deployed.vendor();
        var now = after.vendor();
        if (!Objects.equals(old.secret(), now.secret()) || !Objects.equals(old.vertex(), now.vertex())) {
            gap.add("the ticks may not use the new account of the vendor yet");
        }
        if (!Objects.equals(old.webhookUrl(), now.webhookUrl())) {
            gap.add("the webhook of the deployment still has the old address, or does not exist");
        }
    }
}
