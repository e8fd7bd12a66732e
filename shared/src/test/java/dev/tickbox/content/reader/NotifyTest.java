package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Schedule;
import dev.tickbox.notice.Topic;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told, as a content says it; one mistake each, and exactly one message. */
class NotifyTest extends OneMistake {
    private static final String SECRET =
            "must be the name of a secret (small letters, digits and dashes), never the" + " secret itself";
    private static final String HTTPS = "must be an https address without a user, as in"
            + " https://hooks.example.com/tickbox (http only for a host under sources: {allow: […]})";

    private static Channel channel(Definition content, String id) {
        return Objects.requireNonNull(content.notices().channels().get(id));
    }

    @Test
    void every_kind_of_channel_comes_back_from_its_stored_form() {
        Definition content = folder.yaml(TestFolder.GOOD + """
                notify:
                  ops: {slack: ops-slack, on: [needs-you, recovered, budget], brief: "0 8 * * *", zone: Asia/Tokyo}
                  me: {mail: {to: me@example.com, from: tickbox@example.com, host: smtp.example.com, secret: smtp}}
                  any: {webhook: "https://example.com/hook", secret: hook, texts: true}
                  own: {webhook: "http://intranet.example:8080/hook", secret: hook}
                  chat: {discord: chat, on: [], brief: "30 7 * * MON"}
                heartbeat: "https://hc.example/ping/abc"
                sources: {allow: [intranet.example]}
                """).definition();

        assertThat(content.notices().channels().get("ops"))
                .isEqualTo(new Channel(
                        "ops",
                        new Channel.Slack("ops-slack"),
                        Set.of(Topic.NEEDS_YOU, Topic.RECOVERED, Topic.BUDGET),
                        Optional.of(new Schedule("0 8 * * *", ZoneId.of("Asia/Tokyo"))),
                        false));
        assertThat(channel(content, "me").target())
                .isEqualTo(new Channel.Mail(
                        "me@example.com",
                        "tickbox@example.com",
                        "smtp.example.com",
                        587,
                        "tickbox@example.com",
                        Optional.of("smtp"),
                        false));
        assertThat(channel(content, "own").target())
                .isEqualTo(new Channel.Webhook(new CalledAddress("http://intranet.example:8080/hook", true), "hook"));
        assertThat(channel(content, "chat").on()).isEmpty();
        assertThat(content.notices().heartbeat()).contains(new CalledAddress("https://hc.example/ping/abc", false));
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void a_channel_is_of_one_kind() {
        more(
                "notify: {ops: {on: [needs-you]}}\n",
                "tickbox.yaml:9: notify.ops needs exactly one of slack, discord, webhook, mail");
        more(
                "notify: {ops: {slack: a, discord: b}}\n",
                "tickbox.yaml:9: notify.ops needs exactly one of slack, discord, webhook, mail");
        more(
                "notify: {ops: {slak: a, slack: b}}\n",
                "tickbox.yaml:9: unknown key notify.ops.slak; did you mean slack?");
        more(
                "notify: {Ops: {slack: b}}\n",
                "tickbox.yaml:9: \"Ops\" cannot be an id: a small letter, then at most 39 small letters, digits and"
                        + " dashes");
    }

    @Test
    void a_secret_in_the_place_of_its_name_is_refused_without_repeating_it() {
        more(
                "notify: {ops: {slack: \"https://hooks.slack.com/T/B/x\"}}\n",
                "tickbox.yaml:9: notify.ops.slack " + SECRET);
        more(
                "notify: {ops: {webhook: \"https://e.example/\", secret: whsec_AAAA}}\n",
                "tickbox.yaml:9: notify.ops.secret " + SECRET);
        more(
                "notify: {ops: {slack: a, secret: b}}\n",
                "tickbox.yaml:9: notify.ops.secret belongs to a webhook; slack is the name of a secret itself");
        more("notify: {ops: {webhook: \"https://e.example/\"}}\n", "tickbox.yaml:9: notify.ops needs secret");
    }

    @Test
    void an_address_is_https_and_carries_no_user() {
        more(
                "notify: {ops: {webhook: \"http://e.example/\", secret: a}}\n",
                "tickbox.yaml:9: notify.ops.webhook " + HTTPS);
        more("heartbeat: \"https://me:word@e.example/\"\n", "tickbox.yaml:9: heartbeat " + HTTPS);
    }

    @Test
    void a_channel_that_would_be_told_nothing_is_a_mistake() {
        more(
                "notify: {ops: {slack: a, on: []}}\n",
                "tickbox.yaml:9: notify.ops would be told nothing: name something under on, or give it a brief");
        more(
                "notify: {ops: {slack: a, on: [need-you]}}\n",
                "tickbox.yaml:9: notify.ops.on[1] must be needs-you or recovered or budget, not need-you; did you mean"
                        + " needs-you?");
        more(
                "notify: {ops: {slack: a, zone: Asia/Tokyo}}\n",
                "tickbox.yaml:9: notify.ops.zone is the zone of a brief, and there is none");
    }

    @Test
    void a_mail_address_cannot_carry_a_second_header() {
        String mail = "notify: {me: {mail: {to: \"%s\", from: tickbox@example.com, host: smtp.example.com}}}\n";
        String must = "tickbox.yaml:9: notify.me.mail.to must be a mail address, as in me@example.com";
        more(mail.formatted("me@example.com\\r\\nBcc: you@example.com"), must);
        more(mail.formatted("me"), must);
        more(
                "notify: {me: {mail: {to: me@example.com, from: t@example.com, host: \"smtp.example.com:25\"}}}\n",
                "tickbox.yaml:9: notify.me.mail.host must be the name of a mail server, as in smtp.example.com,"
                        + " without a port");
    }
}
