package dev.tickbox.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.Topic;
import dev.tickbox.notifier.Notifier.Delivered;
import dev.tickbox.notifier.Notifier.NotDelivered;
import dev.tickbox.notifier.Notifier.Sending;
import dev.tickbox.notifier.mail.MailNotifier.Tls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailNotifierTest {
    private static final String PASSWORD = "s3cret-word";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext tls;

    @BeforeAll
    static void key() throws Exception {
        tls = SmtpSink.tls(folder);
    }

    private static Sending send(SmtpSink sink, boolean fromTheFirstByte, boolean anywhere, String subject) {
        Channel.Mail mail = new Channel.Mail(
                "me@example.com",
                "tickbox@example.com",
                "localhost",
                sink.port(),
                "tickbox@example.com",
                Optional.of("smtp"),
                anywhere);
        Tls trusting = new Tls(
                fromTheFirstByte ? Set.of(sink.port()) : Set.of(),
                Map.of("mail.smtp.ssl.trust", "*", "mail.smtp.ssl.checkserveridentity", "false"));
        return new MailNotifier(
                        (name, address) -> Optional.of(PASSWORD + "\n"), Optional.empty(), Clock.system(), trusting)
                .send(
                        new Channel("me", mail, Set.of(Topic.NEEDS_YOU), Optional.empty(), false),
                        new Message(
                                "m-1",
                                Topic.NEEDS_YOU,
                                Set.of(),
                                new Message.Text(subject, List.of("ok of r, “Grüße”", ".", "tickbox list")),
                                Instant.parse("2026-11-21T06:00:00Z")),
                        Clock.system().deadline(Duration.ofSeconds(20)));
    }

    private static void isTaken(SmtpSink sink) {
        assertThat(sink.lines)
                .contains(
                        "MAIL FROM:<tickbox@example.com>",
                        "RCPT TO:<me@example.com>",
                        "Message-ID: <m-1@example.com>",
                        "Auto-Submitted: auto-generated");
        assertThat(sink.lines)
                .anyMatch(line -> line.startsWith("AUTH PLAIN ")
                        && new String(
                                        Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())),
                                        StandardCharsets.UTF_8)
                                .endsWith(PASSWORD));
    }

    @Test
    void a_server_that_begins_with_tls_takes_the_message() throws Exception {
        try (SmtpSink sink = new SmtpSink(SmtpSink.Kind.TLS_FROM_THE_FIRST_BYTE, tls)) {
            assertThat(send(sink, true, true, "Tickbox: 1 thing waits for you")).isEqualTo(new Delivered());
            isTaken(sink);
        }
    }

    @Test
    void a_server_that_is_asked_for_tls_takes_the_message() throws Exception {
        try (SmtpSink sink = new SmtpSink(SmtpSink.Kind.STARTTLS, tls)) {
            assertThat(send(sink, false, true, "Tickbox: 1 thing waits for you"))
                    .isEqualTo(new Delivered());
            isTaken(sink);
            assertThat(sink.lines.stream().dropWhile(line -> !line.equals("STARTTLS")))
                    .anyMatch(line -> line.startsWith("AUTH"));
            assertThat(sink.lines.stream().takeWhile(line -> !line.equals("STARTTLS")))
                    .noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void without_tls_neither_the_password_nor_the_message_is_sent() throws Exception {
        try (SmtpSink sink = new SmtpSink(SmtpSink.Kind.NO_TLS, tls)) {
            assertThat(send(sink, false, true, "Tickbox"))
                    .isEqualTo(new NotDelivered(
                            "localhost offers no TLS on port " + sink.port() + ", so that nothing was sent to it"));
            assertThat(sink.lines).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void an_address_that_is_not_public_is_not_reached_unless_the_operator_allows_it() throws Exception {
        try (SmtpSink sink = new SmtpSink(SmtpSink.Kind.STARTTLS, tls)) {
            assertThat(send(sink, false, false, "Tickbox"))
                    .isInstanceOfSatisfying(
                            NotDelivered.class, not -> assertThat(not.why()).contains("which is not public"));
            assertThat(sink.lines).isEmpty();
        }
    }

    @Test
    void a_line_break_in_a_subject_begins_no_header() throws Exception {
        try (SmtpSink sink = new SmtpSink(SmtpSink.Kind.TLS_FROM_THE_FIRST_BYTE, tls)) {
            assertThat(send(sink, true, true, "x\r\nBcc: you@example.com\r\n\r\nbody"))
                    .isEqualTo(new Delivered());
            assertThat(sink.lines).contains("Subject: x  Bcc: you@example.com    body");
            assertThat(sink.lines).noneMatch(line -> line.startsWith("Bcc:"));
        }
    }
}
