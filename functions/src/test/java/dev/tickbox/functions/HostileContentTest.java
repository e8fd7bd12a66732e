package dev.tickbox.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Site;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.content.VendorSettings.Vertex;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker who can write every document of the ledger does not get a function to send its credential anywhere else. */
class HostileContentTest {
    private static final String PASSWORD = "not-for-others";

    @TempDir
    private Path folder = Path.of("");

    private final Server deployed = new Server();
    private final Server evil = new Server();
    private FunctionFixture office = new FunctionFixture(Path.of(""));
    private String item = "";

    @BeforeEach
    void start() {
        office = new FunctionFixture(folder, "gemini");
        push(deployed.remote(), "garden-git");
        item = office.waiting();
    }

    @AfterEach
    void stop() {
        deployed.close();
        evil.close();
    }

    @Test
    void the_deployed_remote_gets_the_credential() throws Exception {
        publish();
        assertThat(deployed.authorizations()).contains(basic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"garden-git", "kitchen-git", "gemini-key"})
    void another_remote_gets_no_secret(String secret) throws Exception {
        push(evil.remote(), secret);
        publish();
        assertThat(evil.requests).isEmpty();
        assertThat(office.state(item)).isEqualTo("PENDING");
        assertThat(office.log().getLast().text("cause")).contains(evil.remote()).contains("apply the deployment");
    }

    @Test
    void no_other_secret_goes_to_the_deployed_remote() throws Exception {
        push(deployed.remote(), "kitchen-git");
        publish();
        assertThat(deployed.authorizations()).isEmpty();
        assertThat(office.log().getLast().text("cause")).contains("nowhere", deployed.remote());
    }

    @Test
    void a_redirect_of_the_deployed_remote_does_not_take_the_credential_along() throws Exception {
        deployed.redirect = Optional.of(evil.remote());
        publish();
        assertThat(evil.requests).isEmpty();
        assertThat(office.state(item)).isEqualTo("PENDING");
    }

    @Test
    void alternates_of_the_deployed_remote_do_not_take_the_credential_along() throws Exception {
        deployed.alternates = Optional.of(evil.remote());
        publish();
        assertThat(deployed.authorizations()).contains(basic());
        assertThat(evil.requests).isEmpty();
    }

    @Test
    void a_definition_under_another_name_is_not_used() throws Exception {
        Definition other = content(evil.remote(), "garden-git", VendorSettings.DEFAULT);
        Document current = definition();
        store(new Write.Update(current, current.fields().with("content", other.toJson())));
        publish();
        assertThat(evil.requests).isEmpty();
        assertThat(office.log().getLast().text("message")).contains("contains another content");
    }

    static Stream<String> values() {
        return Stream.of(
                "\"remote\":\"https://user:word@example.com/x.git\"",
                "\"remote\":\"-upload-pack=x\"",
                "\"remote\":\"ext::sh -c x\"",
                "\"branch\":\"../../config\"",
                "\"secret\":\"garden-git/versions/1?x=\"");
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_that_no_content_can_have_is_not_used(String value) throws Exception {
        String key = value.substring(0, value.indexOf(':'));
        String json = content(deployed.remote(), "garden-git", VendorSettings.DEFAULT)
                .toJson()
                .replaceAll(key + ":\"[^\"]*\"", value.replace("\\", "\\\\"));
        store(new Write.Create(
                Collection.of("definitions").ref(dev.tickbox.Hash.sha256(json)),
                Schema.begin().with("content", json).with("created_at", office.world.clock.now())));
        new Control(office.world.store, office.world.clock).define(dev.tickbox.Hash.sha256(json));
        publish();
        assertThat(deployed.requests).isEmpty();
        assertThat(office.log().getLast().text("message")).contains("no content can have");
    }

    @Test
    void an_item_that_was_moved_to_this_site_goes_to_the_deployed_remote_only() throws Exception {
        Document document = office.world.store.get(ItemDocument.ref(item)).orElseThrow();
        store(new Write.Update(document, document.fields().with("file", "../../" + evil.remote())));
        publish();
        assertThat(evil.requests).isEmpty();
        assertThat(office.state(item)).isEqualTo("STUCK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"europe-west4", "evil.example/x"})
    void a_tick_gives_its_access_token_to_the_deployed_endpoint_only(String location) throws Exception {
        Optional<Vertex> vertex = Optional.of(new Vertex("foreign-project", location));
        new Definitions(office.world.store, office.world.clock)
                .push(content(
                        deployed.remote(),
                        "garden-git",
                        new VendorSettings(Optional.empty(), vertex, Optional.empty(), new TreeMap<>())));
        Document control =
                office.world.store.get(Collection.of("control").ref("state")).orElseThrow();
        store(new Write.Update(control, control.fields().with("generator", "gemini-vertex")));
        office.world.clock.advance(Duration.ofDays(1));
        FakeExchange exchange = FakeExchange.post("");
        new SubmitFunction(office.started(
                        office.world.store,
                        Map.of(
                                "TICKBOX_SECRETS",
                                "projects/p/secrets/tickbox",
                                "TICKBOX_DESTINATIONS",
                                "{\"vertex\": [\"https://aiplatform.googleapis.com/projects/p/locations/global\"]}")))
                .service(exchange, exchange);
        assertThat(office.log())
                .anySatisfy(line -> assertThat(line.toString())
                        .containsAnyOf(
                                "allows the access token of this account to be sent only to", "no content can have"));
    }

    @Test
    void the_deployment_bounds_what_a_day_may_cost() throws Exception {
        office.world.clock.advance(Duration.ofDays(1));
        FakeExchange exchange = FakeExchange.post("");
        FunctionFixture fresh = new FunctionFixture(folder);
        fresh.world.clock.advance(Duration.ofDays(1));
        new SubmitFunction(fresh.deployed(Map.of("TICKBOX_MAX_DAILY_USD", "0.000001"))).service(exchange, exchange);
        assertThat(folder.resolve("sold.jsonl")).doesNotExist();
        assertThat(fresh.log()).anySatisfy(line -> assertThat(line.toString()).contains("limit of the deployment"));
    }

    private void push(String remote, String secret) {
        new Definitions(office.world.store, office.world.clock).push(content(remote, secret, VendorSettings.DEFAULT));
        office.world.push(content(remote, secret, VendorSettings.DEFAULT));
    }

    private static Definition content(String remote, String secret, VendorSettings vendor) {
        Definition two = Contents.twoJobs(OnUncertain.RESUBMIT);
        Map<String, Site> sites = new TreeMap<>(two.sites());
        sites.put(
                "garden",
                new Site(
                        "garden",
                        "git",
                        Map.of("remote", remote, "branch", "main", "file", "{{article.slug}}.md", "secret", secret)));
        Map<String, Job> jobs = two.jobs();
        return Definition.of(sites, jobs, TickSchedule.DEFAULT, Budget.DEFAULT, ContentLimits.DEFAULT, vendor);
    }

    private void publish() throws Exception {
        var publisher = new PublishFunction(office.started(
                office.world.store,
                Map.of(
                        "TICKBOX_SITE",
                        "garden",
                        "TICKBOX_CACHE",
                        folder.resolve("cache").toString(),
                        "TICKBOX_SECRET_GARDEN_GIT",
                        "bot:" + PASSWORD,
                        "TICKBOX_SECRET_KITCHEN_GIT",
                        "bot:" + PASSWORD,
                        "TICKBOX_SECRET_GEMINI_KEY",
                        PASSWORD,
                        "TICKBOX_DESTINATIONS",
                        "{\"garden-git\": [\"" + deployed.remote() + "\"]}")));
        FakeExchange exchange = FunctionFixture.envelope("garden", item);
        publisher.service(exchange, exchange);
        assertThat(exchange.status()).isEqualTo(204);
    }

    private Document definition() {
        String sha =
                new Control(office.world.store, office.world.clock).definition().orElseThrow();
        return office.world.store.get(Collection.of("definitions").ref(sha)).orElseThrow();
    }

    private void store(Write write) {
        assertThat(office.world.store.commit(write)).isEqualTo(dev.tickbox.store.Store.Outcome.APPLIED);
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(("bot:" + PASSWORD).getBytes(UTF_8));
    }

    /** A host that asks everybody for a password, and keeps what it was sent. */
    private static final class Server implements AutoCloseable {
        private final HttpServer server;
        private final Queue<Optional<String>> requests = new ConcurrentLinkedQueue<>();
        private Optional<String> redirect = Optional.empty();

        /** Where it is a plain file server whose objects are elsewhere, too. */
        private Optional<String> alternates = Optional.empty();

        Server() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/", this::serve);
            server.start();
        }

        String remote() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/site.git";
        }

        List<String> authorizations() {
            return requests.stream().flatMap(Optional::stream).toList();
        }

        private void serve(HttpExchange exchange) throws IOException {
            requests.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
            redirect.ifPresent(
                    to -> exchange.getResponseHeaders().set("Location", to + "/info/refs?service=git-upload-pack"));
            boolean isKnown = exchange.getRequestHeaders().containsKey("Authorization");
            if (alternates.isPresent() && isKnown) {
                file(exchange, exchange.getRequestURI().getPath());
                return;
            }
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"site\"");
            exchange.sendResponseHeaders(redirect.isPresent() ? 302 : 401, -1);
            exchange.close();
        }

        private void file(HttpExchange exchange, String path) throws IOException {
            String body = path.endsWith("/info/refs")
                    ? "1234567890123456789012345678901234567890\trefs/heads/main\n"
                    : path.endsWith("/HEAD")
                            ? "ref: refs/heads/main\n"
                            : path.endsWith("/http-alternates") ? alternates.orElseThrow() + "/objects/\n" : "";
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
