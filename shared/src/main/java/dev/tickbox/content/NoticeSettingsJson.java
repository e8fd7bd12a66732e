package dev.tickbox.content;

import dev.tickbox.notice.Topic;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a definition's JSON says of its channels; nothing where there are none, so that older content keeps its name. */
final class NoticeSettingsJson {
    private NoticeSettingsJson() {}

    static Map<String, Object> write(NoticeSettings notices) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!notices.channels().isEmpty()) {
            Map<String, Object> channels = new TreeMap<>();
            notices.channels().forEach((id, channel) -> channels.put(id, channel(channel)));
            json.put("notify", channels);
        }
        notices.heartbeat().ifPresent(address -> json.put("heartbeat", address(address)));
        return json;
    }

    private static Map<String, Object> channel(Channel channel) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (channel.target()) {
            case Channel.Slack slack -> json.put("slack", slack.secret());
            case Channel.Discord discord -> json.put("discord", discord.secret());
            case Channel.Webhook webhook -> {
                json.put("webhook", address(webhook.address()));
                json.put("secret", webhook.secret());
            }
            case Channel.Mail mail -> json.put("mail", mail(mail));
        }
        json.put("on", channel.on().stream().map(Topic::word).toList());
        channel.brief()
                .ifPresent(brief -> json.put(
                        "brief",
                        Map.of("cron", brief.cron(), "zone", brief.zone().getId())));
        if (channel.texts()) {
            json.put("texts", true);
        }
        return json;
    }

    private static Map<String, Object> address(CalledAddress address) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", address.url());
        if (address.anywhere()) {
            json.put("anywhere", true);
        }
        return json;
    }

    private static Map<String, Object> mail(Channel.Mail mail) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("to", mail.to());
        json.put("from", mail.from());
        json.put("host", mail.host());
        json.put("port", (long) mail.port());
        json.put("user", mail.user());
        mail.secret().ifPresent(secret -> json.put("secret", secret));
        if (mail.anywhere()) {
            json.put("anywhere", true);
        }
        return json;
    }

    static NoticeSettings read(StoredObject root) {
        SortedMap<String, Channel> channels = new TreeMap<>();
        root.findChild("notify")
                .ifPresent(stored ->
                        stored.children().forEach((id, channel) -> channels.put(id, readChannel(id, channel))));
        return new NoticeSettings(channels, root.findChild("heartbeat").map(NoticeSettingsJson::readAddress));
    }

    private static Channel readChannel(String id, StoredObject channel) {
        Set<Topic> on = EnumSet.noneOf(Topic.class);
        channel.textList("on")
                .forEach(word -> on.add(
                        Topic.of(word).orElseThrow(() -> new IllegalArgumentException("unknown topic " + word))));
        return new Channel(
                id,
                readTarget(channel),
                on,
                channel.findChild("brief").map(found -> channel.schedule("brief")),
                channel.flag("texts", false));
    }

    private static Channel.Target readTarget(StoredObject channel) {
        Optional<Channel.Target> slack = channel.find("slack").map(Channel.Slack::new);
        Optional<Channel.Target> discord = channel.find("discord").map(Channel.Discord::new);
        return slack.or(() -> discord)
                .or(() -> channel.findChild("webhook")
                        .map(stored -> new Channel.Webhook(readAddress(stored), channel.text("secret"))))
                .orElseGet(() -> readMail(channel.child("mail")));
    }

    private static Channel.Mail readMail(StoredObject mail) {
        return new Channel.Mail(
                mail.text("to"),
                mail.text("from"),
                mail.text("host"),
                mail.integer("port"),
                mail.text("user"),
                mail.find("secret"),
                mail.flag("anywhere", false));
    }

    private static CalledAddress readAddress(StoredObject address) {
        return new CalledAddress(address.text("url"), address.flag("anywhere", false));
    }
}
