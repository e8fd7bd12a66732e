package dev.tickbox.image;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.wake.Notice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Daemon;

/** A small day: a due run is driven and its purchase refused, an article is published. Every function answers twice. */
final class AotWorkload implements AutoCloseable {
    static final String SITE = "lesson";
    static final List<String> FUNCTIONS =
            List.of("SubmitFunction", "ReclaimFunction", "PublishFunction", "WebhookFunction");

    static final String WEBHOOK = "https://lesson.example/";

    private static final String MODEL = "gemini-3.5-flash-lite";
    private static final int ROUNDS = 2;
    private static final int PAUSE_MILLIS = 20;
    private static final int TRIES = 1500;

    private final Repository site;
    private final String item;

    /** @param cloud where the functions' ledger is */
    AotWorkload(String cloud) throws Exception {
        Path folder = Files.createTempDirectory("tickbox-lesson").resolve("site.git");
        this.site = Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(folder.toFile())
                .call()
                .getRepository();
        this.item = prepare(cloud, definition(serve(site)));
    }

    /** @param ports where each function listens, or soon will */
    void play(Map<String, Integer> ports) throws Exception {
        ask(ports, "SubmitFunction", "", 200);
        ask(ports, "ReclaimFunction", "", 200);
        ask(ports, "PublishFunction", envelope(item), 204);
        // Only calls that the vendor signed are accepted.
        ask(ports, "WebhookFunction", "{}", 401);
        if (site.resolve("refs/heads/main") == null) {
            throw new IllegalStateException("nothing was published, so nothing was learned of it");
        }
    }

    @Override
    public void close() {
        site.close();
    }

    /** Over a socket, as a function publishes; and without the git program, which an image does not have. */
    private static String serve(Repository site) throws IOException {
        Daemon daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon.setRepositoryResolver((client, name) -> {
            site.incrementOpen();
            return site;
        });
        daemon.getService("git-receive-pack").setEnabled(true);
        daemon.start();
        return "git://127.0.0.1:" + daemon.getAddress().getPort() + "/site.git";
    }

    private static void ask(Map<String, Integer> ports, String function, String body, int expected)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + ports.get(function) + "/");
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        for (int i = 0; i < ROUNDS; i++) {
            int status = post(request);
            if (status != expected) {
                throw new IllegalStateException(function + " answered " + status);
            }
        }
    }

    private static int post(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; ; i++) {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (ConnectException notYet) {
                    boolean never = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    if (never || i >= TRIES) {
                        throw notYet;
                    }
                }
            }
        }
    }

    private static Definition definition(String remote) {
        var generate = new Step.Generate(
                "article",
                "prompts/lesson.md",
                "Write about {{run.date}}.",
                MODEL,
                1024,
                Optional.empty(),
                new Output.Article());
        var every = new Schedule("* * * * *", ZoneOffset.UTC);
        var job = Job.of("lesson", SITE, every, MODEL, List.of(generate, new Step.Publish("publish", "article", SITE)))
                .with(OnUncertain.HOLD)
                .withMaxTokens(1024);
        Map<String, String> settings =
                Map.of("remote", remote, "branch", "main", "file", "{{run.date}}-{{article.slug}}.md");
        return Definition.of(
                Map.of(SITE, new Site(SITE, "git", settings)),
                Map.of("lesson", job),
                TickSchedule.DEFAULT,
                Budget.DEFAULT,
                ContentLimits.DEFAULT,
                new VendorSettings(Optional.empty(), Optional.empty(), Optional.of(WEBHOOK), new TreeMap<>()));
    }

    /** @return the item that waits to be published */
    private static String prepare(String cloud, Definition definition) {
        Clock clock = Clock.system();
        try (Store store = FirestoreStore.open("training/lesson", Optional.of(cloud), clock, Ids.system())) {
            Instant now = clock.now();
            new Definitions(store, clock).push(definition);
            Run due = Run.open("lesson@1", "lesson", SITE, Optional.of(now), definition.sha(), now);
            Run done = Run.open("lesson@0", "lesson", SITE, Optional.of(now), definition.sha(), now);
            Article article = new Article("A title", "a-title", "A summary.", "Some *text*.");
            String body = new Bodies(store, Limits.STANDARD.bodyBytes()).keep(done.id(), article.toJson());
            String fingerprint = Hash.of("lesson", body);
            LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
            Parcel parcel = new Parcel(
                    fingerprint, SITE, done.id(), "publish", 1, date + "-a-title.md", date, now, "A title", body);
            store.commit(
                    new Write.Create(RunDocument.ref(due.id()), RunDocument.write(due)),
                    new Write.Create(RunDocument.ref(done.id()), RunDocument.write(done)),
                    new Write.Create(ItemDocument.ref(fingerprint), ItemDocument.write(Item.open(parcel, now))));
            return fingerprint;
        }
    }

    private static String envelope(String item) {
        String notice = new Notice(SITE, List.of(item)).toJson();
        String data = Base64.getEncoder().encodeToString(notice.getBytes(StandardCharsets.UTF_8));
        return Json.write(Map.of("message", Map.of("data", data, "messageId", "1"), "subscription", "lesson"));
    }
}
