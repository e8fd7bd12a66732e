package dev.tickbox.doctor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.doctor.Examination;
import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Finding.Verdict;
import dev.tickbox.doctor.Look;
import dev.tickbox.money.Prices;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A deployment that is well, and each way in which it may not be. */
class CloudLooksTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String YAML = """
            sites:
              kitchen: {publisher: git, remote: "https://example.com/kitchen.git", secret: kitchen-git}
            jobs:
              daily: {site: kitchen, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
            webhook: {url: "https://tickbox-webhook-2.run.app/hook"}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock(NOON);
    private final AtomicReference<Instant> theirs = new AtomicReference<>(NOON);
    private final FakeGoogle google = new FakeGoogle(theirs::get);
    private Optional<String> region = Optional.empty();
    private Duration timeout = Duration.ofSeconds(10);
    private String yaml = YAML;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("prompt.md"), "Write.");
    }

    @AfterEach
    void end() {
        google.close();
    }

    private List<Finding> look() throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), yaml);
        ContentFolder.Options options =
                new ContentFolder.Options(true, Prices.standard().known());
        Definition content = ((ContentFolder.Good) ContentFolder.read(folder, options)).definition();
        GoogleApi api = new GoogleApi(
                FakeGoogle.PROJECT,
                Optional.of(google.address()),
                address -> Map.of("Authorization", List.of("Bearer never")),
                clock,
                timeout);
        Deployment deployment = new Deployment(api, "tickbox", "tickbox", region);
        List<Look> looks = new ArrayList<>(CloudLooks.others(deployment, Optional.of(content), clock));
        looks.addFirst(CloudLooks.database(deployment));
        return CloudLooks.once(new Examination(timeout.multipliedBy(2)).of(looks));
    }

    private static List<Finding> wrong(List<Finding> found) {
        return found.stream().filter(each -> each.verdict() != Verdict.GOOD).toList();
    }

    private Finding only(List<Finding> found) {
        assertThat(wrong(found)).hasSize(1);
        return wrong(found).getFirst();
    }

    @Test
    void a_deployment_that_is_well_is_good_everywhere() throws Exception {
        List<Finding> found = look();
        assertThat(wrong(found)).isEmpty();
        assertThat(found.stream().map(Finding::area))
                .contains(
                        "database",
                        "clock",
                        "indexes",
                        "secret gemini-key",
                        "secret kitchen-git",
                        "tick submit",
                        "tick reclaim",
                        "site kitchen",
                        "webhook",
                        "dead letters");
        assertThat(found)
                .anySatisfy(each -> assertThat(each.text())
                        .isEqualTo("tickbox-submit last ran at 2026-11-21T11:58:00.100Z and ended well"));
        assertThat(google.server().seen())
                .as("a stand-in gets no credentials, and each list is asked for once")
                .allSatisfy(
                        request -> assertThat(request.header("authorization")).isEmpty())
                .filteredOn(request -> request.path().equals(FakeGoogle.SERVICES))
                .hasSize(2);
    }

    /**
     * @param where the resource that is spoiled
     * @param text a part of the finding
     */
    record Spoiled(String where, String from, String to, String area, Verdict verdict, String text) {}

    static final List<Spoiled> SPOILED = List.of(
            database("DELETE_PROTECTION_ENABLED", "DELETE_PROTECTION_DISABLED", Verdict.WARNING, "not protected"),
            database("POINT_IN_TIME_RECOVERY_ENABLED", "…", Verdict.WARNING, "cannot be restored"),
            database("FIRESTORE_NATIVE", "DATASTORE_MODE", Verdict.BAD, "native mode"),
            index(FakeGoogle.INDEXES, "READY", "CREATING", Verdict.WARNING, "still being created, 1: "),
            index(FakeGoogle.INDEXES, "READY", "NEEDS_REPAIR", Verdict.BAD, "in state NEEDS_REPAIR, 1: "),
            index(FakeGoogle.INDEXES, "\"state\", \"order\"", "\"stat\", \"order\"", Verdict.BAD, "missing, 1: "),
            index(FakeGoogle.FIELDS, "DESCENDING", "ASCENDING", Verdict.BAD, "runs (created_at DESCENDING)"),
            index(FakeGoogle.FIELDS, "READY", "CREATING", Verdict.WARNING, "still being created"),
            new Spoiled(FakeGoogle.KEY, "ENABLED", "DISABLED", "secret gemini-key", Verdict.BAD, "3, is DISABLED"),
            new Spoiled(FakeGoogle.TOKEN, "ENABLED", "DESTROYED", "secret kitchen-git", Verdict.BAD, "DESTROYED"),
            job("ENABLED", "PAUSED", Verdict.WARNING, "tickbox-submit is PAUSED"),
            job("\"lastAttemptTime\": \"2026-11-21T11:58:00.100Z\",", "", Verdict.WARNING, "has never run"),
            job("T11:58:00.100Z", "T11:30:00.100Z", Verdict.BAD, "and not since, though it was due"),
            job("\"status\": {}", "\"status\": {\"code\": 14}", Verdict.BAD, "and failed: UNAVAILABLE"),
            job("\"status\": {}", "\"status\": {\"code\": 99}", Verdict.BAD, "and failed: code 99"),
            job("*/5 *", "*/4 *", Verdict.WARNING, "runs at */4 * * * *, and the content wants */5 * * * *"),
            job("jobs/tickbox-submit", "jobs/other-submit", Verdict.BAD, "no schedule tickbox-submit"),
            job("tickbox-scheduler@", "somebody@", Verdict.BAD, "may not call tickbox-submit"),
            job("\"audience\": \"https://", "\"audience\": \"http://", Verdict.BAD, "is for http://tickbox-submit"),
            job("uri\": \"https://tickbox-submit-1", "uri\": \"https://other", Verdict.BAD, "calls https://other"),
            submit("CONDITION_SUCCEEDED\"", "CONDITION_FAILED\", \"message\": \"no memory\"", "not serve: no memory"),
            submit(
                    "latestCreatedRevision\": \"x/revisions/tickbox-submit-00002",
                    "latestCreatedRevision\": \"x/3",
                    "3 is"),
            submit("firestore:my-project/tickbox", "firestore:my-project/old", "works on firestore:my-project/old"),
            submit("services/tickbox-submit", "services/other", "there is no service tickbox-submit"),
            publisher("sha256:1", "sha256:1", Verdict.GOOD, "may call it"),
            push("tickbox-push@", "somebody@", "may not call tickbox-pub-kitchen"),
            push("pushEndpoint\": \"https://tickbox-pub-kitchen", "pushEndpoint\": \"https://other", "https://other"),
            push("audience\": \"https://tickbox", "audience\": \"https://x", "does not accept"),
            push("\"oidcToken\"", "\"noToken\"", "without an identity"),
            push("= \\\"kitchen", "= \\\"garden", "takes other messages"),
            push("projects/my-project/topics/tickbox-items", "_deleted-topic_", "topic of its subscription is deleted"),
            push("subscriptions/tickbox-pub", "subscriptions/other", "there is no subscription tickbox-pub-kitchen"),
            new Spoiled(
                    FakeGoogle.DEAD_LETTERS,
                    "{}",
                    "{\"timeSeries\": [{\"points\": [{\"value\": {\"int64Value\": \"3\"}}, {\"value\": {\"int64Value\": \"9\"}}]}]}",
                    "dead letters",
                    Verdict.BAD,
                    "3 are waiting"),
            new Spoiled(
                    FakeGoogle.SERVICES + "#2",
                    "\"value\": \"kitchen\"",
                    "\"value\": \"garden\"",
                    "site kitchen",
                    Verdict.BAD,
                    "no publisher is deployed"),
            new Spoiled(
                    FakeGoogle.SERVICES + "#2",
                    "\"value\": \"kitchen\"",
                    "\"value\": \"garden\"",
                    "deployed",
                    Verdict.WARNING,
                    "publishes on garden, which is not in the content"),
            new Spoiled(
                    FakeGoogle.SERVICES + "#2",
                    "https://tickbox-webhook-2",
                    "https://tickbox-webhook-3",
                    "webhook",
                    Verdict.WARNING,
                    "is not an address of tickbox-webhook"),
            new Spoiled(
                    FakeGoogle.SERVICES + "#2",
                    "services/tickbox-webhook",
                    "services/gone",
                    "webhook",
                    Verdict.BAD,
                    "none is deployed"));

    private static Spoiled database(String from, String to, Verdict verdict, String text) {
        return new Spoiled(FakeGoogle.DATABASE, from, to, "database", verdict, text);
    }

    private static Spoiled index(String where, String from, String to, Verdict verdict, String text) {
        return new Spoiled(where, from, to, "indexes", verdict, text);
    }

    private static Spoiled job(String from, String to, Verdict verdict, String text) {
        return new Spoiled(FakeGoogle.JOBS, from, to, "tick submit", verdict, text);
    }

    private static Spoiled submit(String from, String to, String text) {
        return new Spoiled(FakeGoogle.SERVICES, from, to, "tick submit", Verdict.BAD, text);
    }

    private static Spoiled publisher(String from, String to, Verdict verdict, String text) {
        return new Spoiled(FakeGoogle.SERVICES + "#2", from, to, "site kitchen", verdict, text);
    }

    private static Spoiled push(String from, String to, String text) {
        return new Spoiled(FakeGoogle.SUBSCRIPTIONS, from, to, "site kitchen", Verdict.BAD, text);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("SPOILED")
    void what_is_wrong_is_found_and_comes_with_its_mend(Spoiled spoiled) throws Exception {
        google.change(spoiled.where(), spoiled.from(), spoiled.to());
        assertThat(look()).anySatisfy(each -> {
            assertThat(each.text()).contains(spoiled.text());
            assertThat(each.area()).isEqualTo(spoiled.area());
            assertThat(each.verdict()).isEqualTo(spoiled.verdict());
            assertThat(each.mend().isPresent()).isEqualTo(spoiled.verdict() != Verdict.GOOD);
        });
    }

    @Test
    void a_deployment_that_may_not_fetch_what_the_content_names_is_bad() throws Exception {
        yaml = YAML.replace("jobs:\n", """
                sources: {allow: [intranet.example]}
                jobs:
                  rates:
                    site: kitchen
                    schedule: "0 6 * * *"
                    model: gemini-3.8-flash
                    steps: [{id: rate, fetch: "https://rates.example:443/a", as: json, secret: {name: rates, query: key}}]
                """);
        List<String> lacks = wrong(look()).stream().map(Finding::text).toList();
        assertThat(lacks)
                .anyMatch(text -> text.startsWith("there is no secret tickbox-rates"))
                .anyMatch(text -> text.startsWith("tickbox-submit may not fetch from intranet.example"))
                .contains(
                        "tickbox-submit may not send the secret rates to https://rates.example",
                        "tickbox-reclaim may not send the secret rates to https://rates.example");

        String deployed =
                ", {\"name\": \"TICKBOX_DESTINATIONS\", \"value\": \"{\\\"rates\\\": [\\\"https://rates.example\\\"]}\"},"
                        + " {\"name\": \"TICKBOX_SOURCE_HOSTS\", \"value\": \"[\\\"intranet.example\\\"]\"}";
        for (String services : List.of(FakeGoogle.SERVICES, FakeGoogle.SERVICES + "#2")) {
            google.change(
                    services, "\"firestore:my-project/tickbox\"}", "\"firestore:my-project/tickbox\"}" + deployed);
        }
        assertThat(wrong(look()).stream().map(Finding::area)).containsExactly("secret rates");
        assertThat(look())
                .anySatisfy(
                        each -> assertThat(each.text()).isEqualTo("tickbox-reclaim may fetch what the content names"));
    }

    @Test
    void an_older_revision_that_serves_and_another_image_are_warnings() throws Exception {
        google.change(
                FakeGoogle.SERVICES,
                "\"revision\": \"tickbox-submit-00002\"",
                "\"revision\": \"tickbox-submit-00001\"");
        google.change(FakeGoogle.SERVICES, "sha256:1", "sha256:0");
        assertThat(wrong(look()))
                .allMatch(each -> each.verdict() == Verdict.WARNING)
                .extracting(Finding::text)
                .contains(
                        "requests go to the older revision tickbox-submit-00001, after a roll back",
                        "tickbox-reclaim runs another image than tickbox-submit",
                        "tickbox-pub-kitchen runs another image than tickbox-submit");
    }

    static final List<Map.Entry<String, String>> RIGHTS = List.of(
            Map.entry(FakeGoogle.DATABASE, "datastore.databases.getMetadata roles/datastore.viewer"),
            Map.entry(FakeGoogle.INDEXES, "datastore.indexes.list roles/datastore.viewer"),
            Map.entry(FakeGoogle.FIELDS, "datastore.indexes.list roles/datastore.viewer"),
            Map.entry(FakeGoogle.KEY, "secretmanager.versions.get roles/secretmanager.viewer"),
            Map.entry(FakeGoogle.SERVICES, "run.services.list roles/run.viewer"),
            Map.entry(FakeGoogle.policy("submit"), "run.services.getIamPolicy roles/run.viewer"),
            Map.entry(FakeGoogle.JOBS, "cloudscheduler.jobs.list roles/cloudscheduler.viewer"),
            Map.entry(FakeGoogle.SUBSCRIPTIONS, "pubsub.subscriptions.list roles/pubsub.viewer"),
            Map.entry(FakeGoogle.DEAD_LETTERS, "monitoring.timeSeries.list roles/monitoring.viewer"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("RIGHTS")
    void a_right_that_is_missing_is_named_with_the_role_that_has_it(Map.Entry<String, String> right) throws Exception {
        region = Optional.of("europe-west1");
        String[] names = right.getValue().split(" ", 2);
        google.answers(right.getKey(), Reply.json(403, Map.of("error", Map.of("message", "not for you"))));
        Finding only = only(look());
        assertThat(only.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(only.text()).contains("lacks the right " + names[0], "not for you");
        assertThat(only.mend().orElse("")).contains("--role=" + names[1]);
    }

    @Test
    void a_right_that_several_looks_lack_is_one_finding() throws Exception {
        for (String secret : List.of(FakeGoogle.KEY, FakeGoogle.TOKEN)) {
            google.answers(secret, Reply.json(403, Map.of("error", Map.of("message", "not " + secret))));
        }
        assertThat(only(look()).text()).contains("lacks the right secretmanager.versions.get");
    }

    @Test
    void what_is_absent_is_bad() throws Exception {
        google.remove(FakeGoogle.TOKEN);
        assertThat(only(look()))
                .matches(each -> each.verdict() == Verdict.BAD && each.area().equals("secret kitchen-git"))
                .satisfies(each -> assertThat(each.mend().orElse(""))
                        .contains("gcloud secrets versions add tickbox-kitchen-git --project=my-project"));
        google.remove(FakeGoogle.DATABASE);
        region = Optional.of("europe-west1");
        assertThat(look()).anyMatch(each -> each.text().equals("there is no database tickbox in my-project"));
    }

    @Test
    void an_api_that_is_off_is_named_with_the_command_that_enables_it() throws Exception {
        google.answers(
                FakeGoogle.JOBS,
                Reply.json(
                        403,
                        Map.of(
                                "error",
                                Map.of("message", "off", "details", List.of(Map.of("reason", "SERVICE_DISABLED"))))));
        assertThat(only(look()).mend())
                .contains("gcloud services enable cloudscheduler.googleapis.com --project=my-project");
    }

    @Test
    void an_error_or_a_page_of_another_server_is_no_answer() throws Exception {
        google.answers(FakeGoogle.DEAD_LETTERS, new Reply(502, Map.of(), "<p>bad gateway</p>"));
        assertThat(only(look()).text()).contains("monitoring.googleapis.com answered 502");
        google.answers(FakeGoogle.DEAD_LETTERS, Reply.json(401, Map.of("error", Map.of("message", "expired"))));
        assertThat(only(look()))
                .matches(each -> each.verdict() == Verdict.BAD)
                .matches(each -> each.mend().equals(Optional.of("gcloud auth application-default login")));
    }

    @Test
    void an_api_that_hangs_is_one_warning_and_delays_no_other() throws Exception {
        timeout = Duration.ofSeconds(1);
        google.server().plan(request -> request.path().equals(FakeGoogle.KEY), new WireFault.Silence(false));
        assertThat(only(look()))
                .matches(
                        each -> each.verdict() == Verdict.WARNING && each.area().equals("secret gemini-key"))
                .satisfies(each -> assertThat(each.text()).contains("cannot be looked at", "timed out"));
    }

    @Test
    void a_database_in_several_regions_does_not_say_where_the_services_are() throws Exception {
        google.change(FakeGoogle.DATABASE, "europe-west1", "eur3");
        assertThat(only(look()))
                .satisfies(each -> assertThat(each.mend().orElse("")).contains("--region REGION"));
        region = Optional.of("europe-west1");
        assertThat(wrong(look())).isEmpty();
    }

    @Test
    void a_clock_that_is_off_is_found_by_the_time_of_google() throws Exception {
        theirs.set(NOON.plusSeconds(20));
        assertThat(only(look()))
                .matches(each -> each.verdict() == Verdict.WARNING)
                .satisfies(each ->
                        assertThat(each.text()).isEqualTo("the clock of this machine is 20 s behind that of Google"));
        theirs.set(NOON.minusSeconds(90));
        assertThat(only(look()))
                .matches(each -> each.verdict() == Verdict.BAD)
                .satisfies(each -> assertThat(each.text()).contains("90 s ahead of that of Google"));
    }

    @Test
    void with_vertex_ai_no_key_is_looked_for_and_without_webhook_a_deployed_one_is_named() throws Exception {
        yaml = Stream.of(YAML.split("\n"))
                        .filter(line -> !line.startsWith("webhook"))
                        .reduce("", (a, b) -> a + b + "\n")
                + "vertex: {project: my-project}\n";
        List<Finding> found = look();
        assertThat(found).noneMatch(each -> each.area().equals("secret gemini-key"));
        assertThat(only(found).text()).isEqualTo("tickbox-webhook is deployed, and the content has no webhook");
    }

    @Test
    void only_questions_are_asked() throws Exception {
        look();
        assertThat(google.server().seen()).isNotEmpty().allMatch(Seen::isGet);
    }
}
