package dev.tickbox.content.reader;

import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.content.ContentRules;
import dev.tickbox.content.NoticeSettings;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.notice.Topic;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads {@code notify} and {@code heartbeat}.
 *
 * @param allowedHosts those that may have any address and port
 */
record NotifyReader(Set<String> allowedHosts) {
    private static final List<String> KINDS = List.of("slack", "discord", "webhook", "mail");
    private static final String SECRET =
            "must be the name of a secret (small letters, digits and dashes), never the secret itself";

    NoticeSettings read(YamlMapping top) {
        SortedMap<String, Channel> channels = new TreeMap<>();
        top.find("notify")
                .flatMap(YamlValue::section)
                .ifPresent(section -> section.byId()
                        .forEach(entry -> entry.getValue()
                                .section()
                                .flatMap(channel -> channel(entry.getKey(), channel))
                                .ifPresent(channel -> channels.put(channel.id(), channel))));
        return new NoticeSettings(channels, top.find("heartbeat").flatMap(this::address));
    }

    private Optional<Channel> channel(String id, YamlMapping section) {
        section.only("slack", "discord", "webhook", "mail", "secret", "on", "brief", "zone", "texts");
        List<String> kinds =
                KINDS.stream().filter(kind -> section.find(kind).isPresent()).toList();
        if (kinds.size() != 1) {
            section.value().problem(section.value().path() + " needs exactly one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        section.find("secret")
                .filter(secret -> !kinds.contains("webhook"))
                .ifPresent(secret -> secret.problem(secret.path() + " belongs to a webhook; "
                        + (kinds.contains("mail")
                                ? "that of a mail server is written inside mail"
                                : kinds.getFirst() + " is the name of a secret itself")));
        Optional<Schedule> brief = brief(section);
        boolean hasBrief = section.find("brief").isPresent();
        Set<Topic> on = section.find("on").map(NotifyReader::topics).orElse(EnumSet.of(Topic.NEEDS_YOU));
        section.find("on")
                .filter(at -> at.isList() && at.items().isEmpty() && !hasBrief)
                .ifPresent(at -> at.problem(section.value().path() + " would be told nothing: name something under on,"
                        + " or give it a brief"));
        boolean texts = section.or("texts", false, YamlValue::flag);
        return target(kinds.getFirst(), section).map(target -> new Channel(id, target, on, brief, texts));
    }

    private static Set<Topic> topics(YamlValue at) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        List<String> words = Topic.CHOSEN.stream().map(Topic::word).toList();
        at.items().forEach(item -> item.oneOf(words).flatMap(Topic::of).ifPresent(topics::add));
        return topics;
    }

    private static Optional<Schedule> brief(YamlMapping section) {
        section.find("zone")
                .filter(zone -> section.find("brief").isEmpty())
                .ifPresent(zone -> zone.problem(zone.path() + " is the zone of a brief, and there is none"));
        ZoneId zone = section.or("zone", ZoneOffset.UTC, CronReader::zone);
        return section.find("brief").flatMap(at -> CronReader.read(at, zone));
    }

    private Optional<Channel.Target> target(String kind, YamlMapping section) {
        YamlValue at = section.find(kind).orElseThrow();
        return switch (kind) {
            case "slack" -> secret(at).map(Channel.Slack::new);
            case "discord" -> secret(at).map(Channel.Discord::new);
            case "webhook" -> {
                Optional<CalledAddress> address = address(at);
                Optional<String> secret = section.need("secret").flatMap(NotifyReader::secret);
                yield address.flatMap(url -> secret.map(name -> new Channel.Webhook(url, name)));
            }
            default -> at.section().flatMap(this::mail);
        };
    }

    private Optional<Channel.Target> mail(YamlMapping section) {
        section.only("to", "from", "host", "port", "user", "secret");
        Optional<String> to = section.need("to").flatMap(NotifyReader::mailbox);
        Optional<String> from = section.need("from").flatMap(NotifyReader::mailbox);
        Optional<String> host = section.need("host")
                .flatMap(at -> matching(
                        at,
                        ContentRules::isHost,
                        "must be the name of a mail server, as in smtp.example.com, without a port"));
        Optional<String> user = section.find("user")
                .flatMap(at -> matching(at, ContentRules::isLogin, "must be a user name without spaces"));
        int port = section.or("port", Channel.SUBMISSION_PORT, at -> at.integer(1, 65_535));
        Optional<String> secret = section.find("secret").flatMap(NotifyReader::secret);
        return to.isEmpty() || from.isEmpty() || host.isEmpty()
                ? Optional.empty()
                : Optional.of(new Channel.Mail(
                        to.get(),
                        from.get(),
                        host.get().toLowerCase(Locale.ROOT),
                        port,
                        user.or(() -> from).get(),
                        secret,
                        allowedHosts.contains(host.get().toLowerCase(Locale.ROOT))));
    }

    private static Optional<String> mailbox(YamlValue at) {
        return matching(at, ContentRules::isMailbox, "must be a mail address, as in me@example.com");
    }

    private static Optional<String> secret(YamlValue at) {
        return matching(at, ContentRules::isId, SECRET);
    }

    private Optional<CalledAddress> address(YamlValue at) {
        return matching(
                        at,
                        text -> ContentRules.isCalled(CalledAddress.of(text, allowedHosts)),
                        "must be an https address without a user, as in https://hooks.example.com/tickbox (http only"
                                + " for a host under sources: {allow: […]})")
                .map(text -> CalledAddress.of(text, allowedHosts));
    }

    /** The text is never repeated: a secret typed into the wrong place must not come out in a log. */
    private static Optional<String> matching(YamlValue at, Predicate<String> rule, String must) {
        Optional<String> text = at.text();
        if (text.isPresent() && !rule.test(text.get())) {
            at.problem(at.path() + " " + must);
            return Optional.empty();
        }
        return text;
    }
}
