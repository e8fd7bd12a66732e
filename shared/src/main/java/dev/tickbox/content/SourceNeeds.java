package dev.tickbox.content;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the fetch steps of a content need beyond public addresses, those of rows too, or its channels. What a Java class fetches is not known
 * from the content.
 *
 * @param hosts that may have any address and port
 * @param secrets where each of them is sent, such as {@code https://rates.example}
 */
public record SourceNeeds(SortedSet<String> hosts, SortedMap<String, SortedSet<String>> secrets) {
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?]+");

    /** The hosts of incoming webhooks, whose addresses are secrets. */
    public static final String SLACK = "https://hooks.slack.com";

    public static final String DISCORD = "https://discord.com";

    public SourceNeeds {
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    public static SourceNeeds of(Definition content) {
        SortedSet<String> hosts = new TreeSet<>();
        SortedMap<String, SortedSet<String>> secrets = new TreeMap<>();
        for (Job job : content.jobs().values()) {
            for (Step step : job.allSteps()) {
                if (step instanceof Step.Fetch(String _, FetchRequest request)) {
                    hosts.addAll(request.allowed());
                    request.secret()
                            .ifPresent(secret -> secrets.computeIfAbsent(secret.secret(), name -> new TreeSet<>())
                                    .addAll(request.addresses().stream()
                                            .map(SourceNeeds::origin)
                                            .toList()));
                }
            }
        }
        return new SourceNeeds(hosts, secrets);
    }

    /** Of the channels, which only reclaim ticks use. */
    public static SourceNeeds ofChannels(Definition content) {
        SortedSet<String> hosts = new TreeSet<>();
        SortedMap<String, SortedSet<String>> secrets = new TreeMap<>();
        content.notices().heartbeat().filter(CalledAddress::anywhere).ifPresent(each -> hosts.add(each.host()));
        for (Channel channel : content.notices().channels().values()) {
            switch (channel.target()) {
                case Channel.Slack slack -> add(secrets, slack.secret(), SLACK);
                case Channel.Discord discord -> add(secrets, discord.secret(), DISCORD);
                case Channel.Webhook webhook -> {
                    add(secrets, webhook.secret(), origin(webhook.address().url()));
                    if (webhook.address().anywhere()) {
                        hosts.add(webhook.address().host());
                    }
                }
                case Channel.Mail mail -> {
                    mail.secret().ifPresent(name -> add(secrets, name, mail.origin()));
                    if (mail.anywhere()) {
                        hosts.add(mail.host());
                    }
                }
            }
        }
        return new SourceNeeds(hosts, secrets);
    }

    private static void add(SortedMap<String, SortedSet<String>> secrets, String name, String origin) {
        secrets.computeIfAbsent(name, each -> new TreeSet<>()).add(origin);
    }

    /** Both together. */
    public SourceNeeds and(SourceNeeds other) {
        SortedSet<String> allHosts = new TreeSet<>(hosts);
        allHosts.addAll(other.hosts);
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        secrets.forEach((name, origins) -> origins.forEach(origin -> add(all, name, origin)));
        other.secrets.forEach((name, origins) -> origins.forEach(origin -> add(all, name, origin)));
        return new SourceNeeds(allHosts, all);
    }

    /** As a deployment lists it. The host of an address with a secret is no template. */
    private static String origin(String address) {
        Matcher found = ORIGIN.matcher(address);
        return found.find() ? found.group().toLowerCase(Locale.ROOT).replaceFirst(":443$", "") : address;
    }
}
