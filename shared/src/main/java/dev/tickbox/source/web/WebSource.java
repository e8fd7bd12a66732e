package dev.tickbox.source.web;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.Limits.FetchLimits;
import dev.tickbox.secret.Secrets;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.web.Credential.Given;
import dev.tickbox.web.BoundedResolver;
import dev.tickbox.web.Destination;
import dev.tickbox.web.Destination.Access;
import dev.tickbox.web.Destination.NotPublic;
import dev.tickbox.web.Destination.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Fetches over HTTP. It follows redirects itself, and judges each address anew. */
public final class WebSource implements Source {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Secrets secrets;
    private final Optional<Set<String>> deployed;
    private final FetchLimits limits;
    private final Resolver resolver;
    private final OkHttpClient client;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final Semaphore held;

    /** @param deployed the hosts that the deployment allows on any address and port; without a deployment the content decides */
    public WebSource(Secrets secrets, Optional<Set<String>> deployed, FetchLimits limits) {
        this(secrets, deployed, limits, InetAddress::getAllByName);
    }

    WebSource(Secrets secrets, Optional<Set<String>> deployed, FetchLimits limits, Resolver resolver) {
        this.secrets = secrets;
        this.deployed = deployed.map(Set::copyOf);
        this.limits = limits;
        this.resolver = resolver;
        this.held = new Semaphore(limits.heldAtOnce());
        this.client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY) // A proxy would connect to what nobody judged.
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    /** The place that a secret for this address is sent to: what its deployment allows is compared with that. */
    public static String originOf(String address) {
        HttpUrl at = HttpUrl.parse(address);
        return at == null ? address : Credential.originOf(at);
    }

    @Override
    public Reply fetch(SourceQuery query, Deadline deadline) {
        HttpUrl first = HttpUrl.parse(query.address());
        if (first == null) {
            return new Refused("this is not an address of http or https");
        }
        if (!first.username().isEmpty() || !first.password().isEmpty()) {
            return new Refused("a password in an address is not sent; use secret:");
        }
        if (query.secret().isPresent() && !first.isHttps()) {
            return new Refused("a secret is sent over https only");
        }
        Given credential;
        try {
            credential = Credential.of(query.secret(), secrets, first);
        } catch (Secrets.Missing e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (Secrets.Unavailable e) {
            return new Again(String.valueOf(e.getMessage()));
        }
        return follow(query, first, credential, deadline);
    }

    private Reply follow(SourceQuery query, HttpUrl first, Given credential, Deadline deadline) {
        HttpUrl at = first;
        for (int redirects = 0; redirects <= limits.redirects(); redirects++) {
            boolean named = query.namesHost() && at.host().equals(first.host());
            Hop hop = one(query, at, named, credential, deadline);
            if (hop.reply().isPresent()) {
                return hop.reply().get();
            }
            at = hop.next().orElseThrow();
        }
        return new Refused("it redirects more than " + limits.redirects() + " times");
    }

    /** The end, or where it goes on. */
    private record Hop(Optional<Reply> reply, Optional<HttpUrl> next) {
        static Hop end(Reply reply) {
            return new Hop(Optional.of(reply), Optional.empty());
        }
    }

    /** @param named whether the content itself names the host */
    private Hop one(SourceQuery query, HttpUrl at, boolean named, Given credential, Deadline deadline) {
        Semaphore place = places.computeIfAbsent(at.host(), host -> new Semaphore(limits.atOnceOfHost()));
        try {
            if (!place.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
                return Hop.end(new Again(limits.atOnceOfHost() + " other fetches from " + at.host() + " take long"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Hop.end(new Again("interrupted"));
        }
        try {
            return ask(query, at, destination(query, at, named, left(deadline)), credential, deadline);
        } catch (NotPublic e) {
            return Hop.end(new Refused(String.valueOf(e.getMessage())));
        } catch (UnknownHostException e) {
            return Hop.end(new Again("the name " + at.host() + " cannot be resolved"));
        } catch (IOException e) {
            return Hop.end(failed(e, at, credential));
        } finally {
            place.release();
        }
    }

    private static Reply failed(IOException e, HttpUrl at, Given credential) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof NotPublic) {
                return new Refused(String.valueOf(each.getMessage()));
            }
        }
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new Again(at.host() + " cannot be read: " + credential.masked(why));
    }

    private Destination destination(SourceQuery query, HttpUrl at, boolean named, Duration left) {
        String host = at.host().toLowerCase(Locale.ROOT);
        boolean listed = query.allowed().contains(host)
                && deployed.map(hosts -> hosts.contains(host)).orElse(true);
        Access access = !listed ? Access.PUBLIC : named ? Access.ANY : Access.LISTED_ONLY;
        return new Destination(at.host(), Destination.WEB, access, new BoundedResolver(resolver, left));
    }

    private Hop ask(SourceQuery query, HttpUrl at, Destination destination, Given credential, Deadline deadline)
            throws IOException {
        Duration left = left(deadline);
        if (left.isZero()) {
            return Hop.end(
                    new Again(at.host() + " took longer than " + limits.call().toSeconds() + " seconds"));
        }
        OkHttpClient bounded = client.newBuilder()
                .callTimeout(left)
                .connectTimeout(left)
                .readTimeout(left)
                .dns(destination)
                .socketFactory(destination.sockets())
                .build();
        Request request = credential
                .onto(new Request.Builder(), at)
                .header("User-Agent", "Tickbox")
                .header("Accept", accepted(query.form()))
                .build();
        try (Response response = bounded.newCall(request).execute()) {
            return judged(response, at, credential, deadline);
        }
    }

    private Hop judged(Response response, HttpUrl at, Given credential, Deadline deadline) throws IOException {
        int status = response.code();
        if (REDIRECTS.contains(status)) {
            HttpUrl next =
                    at.resolve(Optional.ofNullable(response.header("Location")).orElse(""));
            return next == null
                    ? Hop.end(new Refused(at.host() + " redirects to what is no address of http or https"))
                    : new Hop(Optional.empty(), Optional.of(next));
        }
        String said = at.host() + " answered " + status;
        if (status >= 500 || PASSING.contains(status)) {
            return Hop.end(new Again(said));
        }
        if (status < 200 || status >= 300) {
            return Hop.end(new Refused(said));
        }
        String encoding = response.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Hop.end(new Again(at.host() + " answered in an encoding that was not asked for"));
        }
        return Hop.end(held(response, at, credential, deadline));
    }

    /** Nothing is read of an answer before there is a place for it; what is read keeps its place until it is released. */
    private Reply held(Response response, HttpUrl at, Given credential, Deadline deadline) throws IOException {
        try {
            if (!held.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
                return new Again(limits.heldAtOnce() + " other answers take long to read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Again("interrupted");
        }
        boolean kept = false;
        try {
            Reply reply = body(response, at, credential);
            kept = reply instanceof Fetched;
            return reply;
        } finally {
            if (!kept) {
                held.release();
            }
        }
    }

    /** Counted as they come out of the decompression: a small answer may be a large one. */
    private Reply body(Response response, HttpUrl at, Given credential) throws IOException {
        ResponseBody body = response.body();
        if (body == null) {
            return new Again(at.host() + " answered nothing");
        }
        byte[] bytes = body.byteStream().readNBytes(limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
            return new Refused(at.host() + " answered more than " + limits.bytes() / (1024 * 1024) + " MiB");
        }
        return new Fetched(
                credential.masked(bytes),
                Optional.ofNullable(response.header("Content-Type")).map(credential::masked),
                credential.masked(at.toString()),
                held::release);
    }

    private static Duration left(Deadline deadline) {
        Duration wall = Duration.between(deadline.clock().now(), deadline.wall());
        Duration monotonic =
                Duration.ofNanos(deadline.monotonicNanos() - deadline.clock().nanos());
        Duration left = wall.compareTo(monotonic) < 0 ? wall : monotonic;
        return left.toMillis() < 1 ? Duration.ZERO : left;
    }

    private static String accepted(SourceForm form) {
        return switch (form) {
            case SourceForm.Feed feed ->
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
            case SourceForm.Page page -> "text/html, application/xhtml+xml, */*;q=0.5";
            case SourceForm.Plain plain -> "text/plain, */*;q=0.5";
            case SourceForm.JsonValues json -> "application/json, */*;q=0.5";
            case SourceForm.Csv csv -> "text/csv, */*;q=0.5";
        };
    }
}
