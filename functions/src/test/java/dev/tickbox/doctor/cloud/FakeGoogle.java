package dev.tickbox.doctor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.store.firestore.NeededIndexes;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Route;
import dev.tickbox.vendor.Seen;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Google's APIs on a port, with a deployment in them that is well; a test spoils it. Page 2 of a list is at its path with {@code #2}. */
public final class FakeGoogle implements AutoCloseable, Route {
    public static final String PROJECT = "my-project";
    static final String DATABASE = "/firestore.googleapis.com/v1/projects/my-project/databases/tickbox";
    static final String INDEXES = DATABASE + "/collectionGroups/-/indexes";
    static final String FIELDS = DATABASE + "/collectionGroups/-/fields";
    static final String SERVICES = "/run.googleapis.com/v2/projects/my-project/locations/europe-west1/services";
    public static final String JOBS =
            "/cloudscheduler.googleapis.com/v1/projects/my-project/locations/europe-west1/jobs";
    static final String SUBSCRIPTIONS = "/pubsub.googleapis.com/v1/projects/my-project/subscriptions";
    static final String DEAD_LETTERS = "/monitoring.googleapis.com/v3/projects/my-project/timeSeries";
    static final String KEY = secret("gemini-key");
    static final String TOKEN = secret("kitchen-git");

    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final Map<String, Reply> instead = new ConcurrentHashMap<>();
    private final Supplier<Instant> now;
    private final FakeGemini server;

    public FakeGoogle(Supplier<Instant> now) {
        this.now = now;
        this.server = new FakeGemini(0, this);
        resources.put(DATABASE, """
                {"name": "projects/my-project/databases/tickbox", "type": "FIRESTORE_NATIVE", "locationId": "europe-west1",
                 "deleteProtectionState": "DELETE_PROTECTION_ENABLED",
                 "pointInTimeRecoveryEnablement": "POINT_IN_TIME_RECOVERY_ENABLED"}""");
        resources.put(INDEXES, "{\"indexes\": [" + String.join(",\n", indexes()) + "]}");
        resources.put(FIELDS, "{\"fields\": [" + String.join(",\n", fields()) + "]}");
        String image = "europe-west1-docker.pkg.dev/my-project/tickbox/functions@sha256:1";
        resources.put(SERVICES, "{\"services\": [" + service("submit", image, "") + "], \"nextPageToken\": \"2\"}");
        resources.put(
                SERVICES + "#2",
                "{\"services\": ["
                        + String.join(
                                ",\n",
                                service("reclaim", image, ""),
                                service("pub-kitchen", image, "kitchen"),
                                service("webhook", image, ""))
                        + "]}");
        resources.put(
                JOBS, "{\"jobs\": [" + job("submit", "*/5 * * * *") + ",\n" + job("reclaim", "*/2 * * * *") + "]}");
        resources.put(SUBSCRIPTIONS, """
                {"subscriptions": [{"name": "projects/my-project/subscriptions/tickbox-pub-kitchen",
                  "topic": "projects/my-project/topics/tickbox-items", "filter": "attributes.site = \\"kitchen\\"",
                  "pushConfig": {"pushEndpoint": "https://tickbox-pub-kitchen-1.run.app",
                    "oidcToken": {"serviceAccountEmail": "tickbox-push@my-project.iam", "audience": "https://tickbox-pub-kitchen-1.run.app"}}}]}""");
        resources.put(DEAD_LETTERS, "{}");
        for (String secret : List.of(KEY, TOKEN)) {
            resources.put(secret, "{\"name\": \"x/versions/3\", \"state\": \"ENABLED\"}");
        }
        resources.put(policy("submit"), callers("tickbox-scheduler"));
        resources.put(policy("reclaim"), callers("tickbox-scheduler"));
        resources.put(policy("pub-kitchen"), callers("tickbox-push"));
    }

    static String secret(String name) {
        return "/secretmanager.googleapis.com/v1/projects/my-project/secrets/tickbox-" + name + "/versions/latest";
    }

    static String policy(String service) {
        return SERVICES + "/tickbox-" + service + ":getIamPolicy";
    }

    private static String callers(String account) {
        return "{\"bindings\": [{\"role\": \"roles/run.invoker\", \"members\": [\"serviceAccount:" + account
                + "@my-project.iam\"]}]}";
    }

    private static String service(String name, String image, String site) {
        return """
                {"name": "projects/my-project/locations/europe-west1/services/tickbox-NAME",
                 "uri": "https://tickbox-NAME-1.run.app", "urls": ["https://tickbox-NAME-1.run.app", "https://tickbox-NAME-2.run.app"],
                 "latestReadyRevision": "x/revisions/tickbox-NAME-00002", "latestCreatedRevision": "x/revisions/tickbox-NAME-00002",
                 "terminalCondition": {"type": "Ready", "state": "CONDITION_SUCCEEDED"},
                 "trafficStatuses": [{"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "revision": "tickbox-NAME-00002", "percent": 100}],
                 "template": {"containers": [{"image": "IMAGE", "env": [
                   {"name": "TICKBOX_STORE", "value": "firestore:my-project/tickbox"}, {"name": "TICKBOX_SITE", "value": "SITE"}]}]}}""".replace("NAME", name)
                .replace("IMAGE", image)
                .replace("SITE\", \"value\": \"SITE", "SITE\", \"value\": \"" + site);
    }

    private static String job(String name, String cron) {
        return """
                {"name": "projects/my-project/locations/europe-west1/jobs/tickbox-NAME", "schedule": "CRON", "state": "ENABLED",
                 "lastAttemptTime": "2026-11-21T11:58:00.100Z", "status": {},
                 "httpTarget": {"uri": "https://tickbox-NAME-1.run.app/?shard=1/2", "oidcToken":
                   {"serviceAccountEmail": "tickbox-scheduler@my-project.iam", "audience": "https://tickbox-NAME-1.run.app"}}}""".replace("NAME", name).replace("CRON", cron);
    }

    private static List<String> indexes() {
        List<String> all = new ArrayList<>();
        NeededIndexes.all().composites().forEach(index -> {
            List<String> parts = new ArrayList<>(index.parts().stream()
                    .map(part -> "{\"fieldPath\": \"" + part.field() + "\", \"order\": \"" + part.order() + "\"}")
                    .toList());
            parts.add("{\"fieldPath\": \"__name__\", \"order\": \"ASCENDING\"}");
            all.add("{\"name\": \"projects/p/databases/d/collectionGroups/" + index.collection()
                    + "/indexes/i\", \"queryScope\": \"COLLECTION\", \"fields\": [" + String.join(", ", parts)
                    + "], \"state\": \"READY\"}");
        });
        return all;
    }

    private static List<String> fields() {
        List<String> all = new ArrayList<>();
        NeededIndexes.all().fields().forEach((collection, fields) -> {
            all.add(field(collection, "*", ""));
            fields.forEach((name, orders) -> all.add(field(
                    collection,
                    name,
                    String.join(
                            ", ",
                            orders.stream()
                                    .map(order -> "{\"fields\": [{\"fieldPath\": \"" + name + "\", \"order\": \""
                                            + order + "\"}], \"state\": \"READY\"}")
                                    .toList()))));
        });
        return all;
    }

    private static String field(String collection, String name, String indexes) {
        return "{\"name\": \"projects/p/databases/d/collectionGroups/" + collection + "/fields/" + name
                + "\", \"indexConfig\": {\"indexes\": [" + indexes + "]}}";
    }

    public URI address() {
        return URI.create(server.baseUrl());
    }

    FakeGemini server() {
        return server;
    }

    /** Spoils a resource: the first place where it says {@code from}. */
    public void change(String path, String from, String to) {
        String json = resources.getOrDefault(path, "");
        assertThat(json).contains(from);
        String changed = json.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        Json.parseObject(changed);
        resources.put(path, changed);
    }

    void remove(String path) {
        assertThat(resources.remove(path)).isNotNull();
    }

    void answers(String path, Reply reply) {
        instead.put(path, reply);
    }

    @Override
    public Optional<Reply> answer(Seen request) {
        assertThat(request.isGet()).as("%s changes nothing", request.target()).isTrue();
        String page = request.query("pageToken").map(token -> "#" + token).orElse("");
        String json = resources.get(request.path() + page);
        Reply reply = Optional.ofNullable(instead.get(request.path()))
                .orElseGet(() -> json == null
                        ? Reply.json(404, Map.of("error", Map.of("code", 404, "message", "no " + request.path())))
                        : Reply.json(200, Json.parseObject(json)));
        return Optional.of(reply.with(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.get().atZone(ZoneOffset.UTC))));
    }

    @Override
    public void close() {
        server.close();
    }
}
