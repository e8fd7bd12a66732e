package dev.tickbox.notifier.web;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.notice.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is posted. Whatever a title contains stays text: no mention, no link that hides another, no formatting. */
final class Posted {
    private static final int SLACK_CHARS = 10_000;

    /** Discord takes 2,000 with the frame. */
    private static final int DISCORD_CHARS = 1_900;

    private static final long SUPPRESS_EMBEDS = 4;

    private Posted() {}

    /** The three characters are all that Slack gives a meaning where its own formatting is off. */
    static String slack(Message message) {
        String text = Shortened.words(plain(message), SLACK_CHARS)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", text);
        json.put("mrkdwn", false);
        json.put("parse", "none");
        json.put("link_names", false);
        json.put("unfurl_links", false);
        json.put("unfurl_media", false);
        return Json.write(json);
    }

    /** In a block of code nothing has a meaning but the end of the block. */
    static String discord(Message message) {
        String text = Shortened.words(plain(message), DISCORD_CHARS).replace('`', '\u02cb');
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("content", "```\n" + text + "\n```");
        json.put("allowed_mentions", Map.of("parse", List.of()));
        json.put("flags", SUPPRESS_EMBEDS);
        return Json.write(json);
    }

    static String webhook(String channel, Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("channel", channel);
        data.put("subject", message.text().subject());
        data.put("lines", message.text().lines());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "tickbox." + message.topic().word());
        json.put("timestamp", message.createdAt().toString());
        json.put("data", data);
        return Json.write(json);
    }

    private static String plain(Message message) {
        return message.text().lines().isEmpty()
                ? message.text().subject()
                : message.text().subject() + "\n\n"
                        + String.join("\n", message.text().lines());
    }
}
