package dev.tickbox.wiring;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.notifier.mail.MailNotifier;
import dev.tickbox.notifier.web.WebNotifier;
import dev.tickbox.secret.Secrets;
import java.util.Optional;
import java.util.Set;

/**
 * All ways to people. Each is made when it is used, which most ticks never do.
 *
 * @param deployed the hosts that the deployment allows on any address and port
 */
record People(Secrets secrets, Optional<Set<String>> deployed, Clock clock) implements Notifier {
    @Override
    public Sending send(Channel channel, Message message, Deadline deadline) {
        return switch (channel.target()) {
            case Channel.Slack _, Channel.Discord _, Channel.Webhook _ -> web().send(channel, message, deadline);
            case Channel.Mail _ -> new MailNotifier(secrets, deployed, clock).send(channel, message, deadline);
        };
    }

    @Override
    public Sending beat(CalledAddress address, Deadline deadline) {
        return web().beat(address, deadline);
    }

    private WebNotifier web() {
        return new WebNotifier(secrets, deployed, clock);
    }
}
