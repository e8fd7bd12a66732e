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
 * What the fetch steps of a content need beyond public addresses, those of rows too. What a Java class fetches is not known from the content.
 *
 * @param hosts that may have any address and port
 * @param secrets where each of them is sent, such as {@code https://rates.example}
 */
public record SourceNeeds(SortedSet<String> hosts, SortedMap<String, SortedSet<String>> secrets) {
    private static final Pattern ORIGIN = Pattern.compile("^https://[^/?]+");

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

    /** As a deployment lists it. The host of an address with a secret is no template. */
    private static String origin(String address) {
        Matcher found = ORIGIN.matcher(address);
        return found.find() ? found.group().toLowerCase(Locale.ROOT).replaceFirst(":443$", "") : address;
    }
}
