package dev.tickbox.notifier.web;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.content.SourceNeeds;
import dev.tickbox.notice.Message;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.secret.Secrets;
import dev.tickbox.web.BoundedResolver;
import dev.tickbox.web.Destination;
import dev.tickbox.web.Destination.Access;
import dev.tickbox.web.Destination.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Posts a message, and calls the heartbeat. It follows no redirect: a secret goes to its own host only. */
public final class WebNotifier implements Notifier {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final Secrets secrets;
    private final Optional<Set<String>> deployed;
    private final Clock clock;
    private final Hooks hooks;
    private final Resolver resolver;
    private final OkHttpClient client;

    /**
     * Where the incoming webhooks of Slack and Discord are, whose addresses are secrets.
     *
     * @param access to them
     */
    record Hooks(Set<String> slack, Set<String> discord, Access access) {
        static final Hooks REAL = new Hooks(Set.of(SourceNeeds.SLACK), Set.of(SourceNeeds.DISCORD), Access.PUBLIC);
    }

    /** @param deployed the hosts that the deployment allows on any address and port; without a deployment the content says which */
    public WebNotifier(Secrets secrets, Optional<Set<String>> deployed, Clock clock) {
        this(secrets, deployed, clock, Hooks.REAL, InetAddress::getAllByName);
    }

    WebNotifier(Secrets secrets, Optional<Set<String>> deployed, Clock clock, Hooks hooks, Resolver resolver) {
        this.secrets = secrets;
        this.deployed = deployed.map(Set::copyOf);
        this.clock = clock;
        this.hooks = hooks;
        this.resolver = resolver;
        this.client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY) // A proxy would connect to what nobody judged.
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    @Override
    public Sending send(Channel channel, Message message, Deadline deadline) {
        try {
            return switch (channel.target()) {
                case Channel.Slack slack ->
                    hook("Slack", slack.secret(), hooks.slack(), Posted.slack(message), deadline);
                case Channel.Discord discord ->
                    hook("Discord", discord.secret(), hooks.discord(), Posted.discord(message), deadline);
                case Channel.Webhook webhook -> signed(channel, webhook, message, deadline);
                case Channel.Mail mail -> throw new IllegalArgumentException("mail is not posted");
            };
        } catch (Secrets.Missing | Secrets.Unavailable e) {
            return new NotDelivered(String.valueOf(e.getMessage()));
        }
    }

    /** The address is the secret. */
    private Sending hook(String whose, String secret, Set<String> origins, String body, Deadline deadline) {
        String value = secrets.need(secret, origins.iterator().next()).strip();
        HttpUrl at = HttpUrl.parse(value);
        if (at == null || !origins.contains(originOf(at)) || !at.username().isEmpty()) {
            return new NotDelivered("the secret " + secret + " is not the address of an incoming webhook of " + whose
                    + ", which begins with " + String.join(" or ", origins) + "/");
        }
        return call(new Request.Builder().post(RequestBody.create(body, JSON)), at, hooks.access(), deadline);
    }

    private Sending signed(Channel channel, Channel.Webhook webhook, Message message, Deadline deadline) {
        HttpUrl at = HttpUrl.parse(webhook.address().url());
        if (at == null) {
            return new NotDelivered("this is no address of http or https");
        }
        String body = Posted.webhook(channel.id(), message);
        Instant now = clock.now();
        String secret = secrets.need(webhook.secret(), originOf(at));
        Request.Builder request = new Request.Builder()
                .post(RequestBody.create(body, JSON))
                .header("webhook-id", message.id())
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header(
                        "webhook-signature",
                        new StandardSignature(webhook.secret(), secret).of(message.id(), now, body));
        return call(request, at, access(webhook.address()), deadline);
    }

    @Override
    public Sending beat(CalledAddress address, Deadline deadline) {
        HttpUrl at = HttpUrl.parse(address.url());
        return at == null
                ? new NotDelivered("this is no address of http or https")
                : call(new Request.Builder().get(), at, access(address), deadline);
    }

    private Access access(CalledAddress address) {
        boolean anywhere = address.anywhere()
                && deployed.map(hosts -> hosts.contains(address.host())).orElse(true);
        return anywhere ? Access.ANY : Access.PUBLIC;
    }

    /** Neither the address nor the answer is repeated: the one may be a secret, the other may repeat it. */
    private Sending call(Request.Builder request, HttpUrl at, Access access, Deadline deadline) {
        Duration left = Duration.between(clock.now(), deadline.wall());
        if (deadline.passed()) {
            return new NotDelivered("there was no time left to call " + at.host());
        }
        Destination destination =
                new Destination(at.host(), Destination.WEB, access, new BoundedResolver(resolver, left));
        OkHttpClient bounded = client.newBuilder()
                .callTimeout(left)
                .connectTimeout(left)
                .readTimeout(left)
                .dns(destination)
                .socketFactory(destination.sockets())
                .build();
        try (Response response = bounded.newCall(
                        request.url(at).header("User-Agent", "Tickbox").build())
                .execute()) {
            return response.isSuccessful()
                    ? new Delivered()
                    : new NotDelivered(at.host() + " answered " + response.code());
        } catch (UnknownHostException e) {
            return new NotDelivered("the name " + at.host() + " cannot be resolved");
        } catch (IOException e) {
            return new NotDelivered(failed(e, at));
        }
    }

    private static String failed(IOException e, HttpUrl at) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof Destination.NotPublic) {
                return String.valueOf(each.getMessage());
            }
        }
        return at.host() + " cannot be reached (" + e.getClass().getSimpleName() + ")";
    }

    private static String originOf(HttpUrl at) {
        boolean standard = at.port() == HttpUrl.defaultPort(at.scheme());
        return at.scheme() + "://" + at.host() + (standard ? "" : ":" + at.port());
    }
}
