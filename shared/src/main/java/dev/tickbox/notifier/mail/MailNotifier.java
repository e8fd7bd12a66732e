package dev.tickbox.notifier.mail;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.secret.Secrets;
import dev.tickbox.web.Destination;
import dev.tickbox.web.Destination.Access;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Sends one plain text. Without TLS neither the password nor the message is sent. */
public final class MailNotifier implements Notifier {
    private final Secrets secrets;
    private final Optional<Set<String>> deployed;
    private final Clock clock;
    private final Tls tls;

    /**
     * @param fromTheFirstByte the ports on which a server begins with TLS; on others it is asked to
     * @param trust settings of the mail library beside its own
     */
    record Tls(Set<Integer> fromTheFirstByte, Map<String, String> trust) {
        static final Tls STANDARD = new Tls(Set.of(465, 2465), Map.of());
    }

    /** @param deployed the hosts that the deployment allows on any address and port; without a deployment the content says which */
    public MailNotifier(Secrets secrets, Optional<Set<String>> deployed, Clock clock) {
        this(secrets, deployed, clock, Tls.STANDARD);
    }

    MailNotifier(Secrets secrets, Optional<Set<String>> deployed, Clock clock, Tls tls) {
        this.secrets = secrets;
        this.deployed = deployed.map(Set::copyOf);
        this.clock = clock;
        this.tls = tls;
    }

    @Override
    public Sending send(Channel channel, Message message, Deadline deadline) {
        if (!(channel.target() instanceof Channel.Mail mail)) {
            throw new IllegalArgumentException(channel.id() + " is no mail");
        }
        try {
            Optional<String> password =
                    mail.secret().map(name -> secrets.need(name, mail.origin()).strip());
            Session session = Session.getInstance(properties(mail, password.isPresent(), deadline));
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(
                        mail.host(),
                        mail.port(),
                        password.map(known -> mail.user()).orElse(null),
                        password.orElse(null));
                MimeMessage letter = letter(session, mail, message);
                transport.sendMessage(letter, letter.getAllRecipients());
            }
            return new Delivered();
        } catch (Secrets.Missing | Secrets.Unavailable e) {
            return new NotDelivered(String.valueOf(e.getMessage()));
        } catch (AuthenticationFailedException e) {
            return new NotDelivered(mail.host() + " refused the user or the password");
        } catch (MessagingException e) {
            return new NotDelivered(failed(e, mail));
        }
    }

    private Properties properties(Channel.Mail mail, boolean login, Deadline deadline) {
        long left = Math.max(1, Duration.between(clock.now(), deadline.wall()).toMillis());
        boolean fromTheFirstByte = tls.fromTheFirstByte().contains(mail.port());
        boolean anywhere = mail.anywhere()
                && deployed.map(hosts -> hosts.contains(mail.host())).orElse(true);
        Destination destination = new Destination(
                mail.host(), Destination.MAIL, anywhere ? Access.ANY : Access.PUBLIC, InetAddress::getAllByName);
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", destination.sockets());
        // Otherwise a connection that was refused here is made without being judged.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.auth", String.valueOf(login));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(fromTheFirstByte));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!fromTheFirstByte));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(!fromTheFirstByte));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        for (String timeout : Set.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail.smtp." + timeout, String.valueOf(left));
        }
        properties.putAll(tls.trust());
        return properties;
    }

    private static MimeMessage letter(Session session, Channel.Mail mail, Message message) throws MessagingException {
        MimeMessage letter = new MimeMessage(session) {
            /** The same each time it is sent, so that who reads it may see it once. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@" + mail.from().replaceFirst(".*@", "") + ">");
            }
        };
        letter.setFrom(new InternetAddress(mail.from()));
        letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(mail.to()));
        // A line break in a subject would begin another header.
        letter.setSubject(message.text().subject().replaceAll("\\p{Cc}", " "), "UTF-8");
        letter.setText(String.join("\r\n", message.text().lines()) + "\r\n", "UTF-8");
        letter.setSentDate(Date.from(message.createdAt()));
        letter.setHeader("Auto-Submitted", "auto-generated");
        return letter;
    }

    /** What the server said is not repeated: it may repeat what it was sent. */
    private static String failed(MessagingException e, Channel.Mail mail) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof Destination.NotPublic) {
                return String.valueOf(each.getMessage());
            }
        }
        boolean noTls = String.valueOf(e.getMessage()).contains("STARTTLS is required");
        return noTls
                ? mail.host() + " offers no TLS on port " + mail.port() + ", so that nothing was sent to it"
                : mail.host() + " did not take the message (" + e.getClass().getSimpleName() + ")";
    }
}
