package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.cloud.RestAnswer.Absent;
import dev.tickbox.doctor.cloud.RestAnswer.Denied;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import dev.tickbox.doctor.cloud.RestAnswer.NoAnswer;
import dev.tickbox.doctor.cloud.RestAnswer.NotSignedIn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What Terraform deployed, under the names that it gives. Everything is asked for once, by whichever look needs it first. */
public final class Deployment {
    private static final String RUN = "run.googleapis.com";
    private static final Pattern REGION = Pattern.compile("[a-z]+-[a-z]+[0-9]+");

    private final GoogleApi api;
    private final String database;
    private final String prefix;
    private final Optional<String> named;
    private final Map<String, Remembered<?>> asked = new ConcurrentHashMap<>();

    /**
     * @param database the name of the Firestore database
     * @param prefix what the names begin with
     * @param region without it, that of the database
     */
    public Deployment(GoogleApi api, String database, String prefix, Optional<String> region) {
        this.api = api;
        this.database = database;
        this.prefix = prefix;
        this.named = region;
    }

    GoogleApi api() {
        return api;
    }

    String project() {
        return api.project();
    }

    String databaseName() {
        return database;
    }

    /** The value of {@code TICKBOX_STORE} of each service. */
    String store() {
        return "firestore:" + project() + "/" + database;
    }

    /** Such as {@code tickbox-submit}. */
    String name(String what) {
        return prefix + "-" + what;
    }

    RestAnswer<RestObject> database() {
        return once(
                "database",
                () -> api.get(
                        "firestore.googleapis.com",
                        "/v1/projects/" + project() + "/databases/" + database,
                        Right.DATABASE));
    }

    /** Whether a look has found already that there is no database, or that Google does not know who asks. It waits for none. */
    public boolean isOutOfReach() {
        return Optional.ofNullable(asked.get("database"))
                .flatMap(Remembered::known)
                .filter(known -> known instanceof Absent || known instanceof NotSignedIn)
                .isPresent();
    }

    /** Where the services are, if that is known. */
    RestAnswer<String> region() {
        if (named.isPresent()) {
            return new Found<>(named.get());
        }
        return switch (database().map(each -> each.text("locationId").orElse(""))) {
            case Found<String>(String location) when !REGION.matcher(location).matches() -> new Absent<>();
            case Absent<String> absent -> new NoAnswer<>("there is no database, and --region is not given");
            case RestAnswer<String> other -> other;
        };
    }

    /**
     * The end of a command for gcloud.
     *
     * @param option {@code region} or {@code location}: its commands differ
     */
    String place(String option) {
        String region = region() instanceof Found<String>(String known) ? " --" + option + "=" + known : "";
        return " --project=" + project() + region;
    }

    RestAnswer<List<RestObject>> services() {
        return inRegion(
                "services",
                region -> api.list(
                        RUN,
                        "/v2/projects/" + project() + "/locations/" + region + "/services",
                        "services",
                        Right.SERVICES));
    }

    RestAnswer<List<RestObject>> schedules() {
        return inRegion(
                "schedules",
                region -> api.list(
                        "cloudscheduler.googleapis.com",
                        "/v1/projects/" + project() + "/locations/" + region + "/jobs",
                        "jobs",
                        Right.SCHEDULES));
    }

    RestAnswer<List<RestObject>> subscriptions() {
        return once(
                "subscriptions",
                () -> api.list(
                        "pubsub.googleapis.com",
                        "/v1/projects/" + project() + "/subscriptions",
                        "subscriptions",
                        Right.SUBSCRIPTIONS));
    }

    /** The service of this name; absent if it is not deployed. */
    RestAnswer<Service> service(String name) {
        return switch (services()) {
            case Found<List<RestObject>>(List<RestObject> all) ->
                all.stream()
                        .filter(each -> each.shortName().equals(name))
                        .findFirst()
                        .<RestAnswer<Service>>map(each -> new Found<>(new Service(each)))
                        .orElseGet(Absent::new);
            case RestAnswer<List<RestObject>> other -> other.map(none -> new Service(RestObject.NONE));
        };
    }

    /** Who may call the service. */
    RestAnswer<List<String>> callers(Service service) {
        return api.get(RUN, "/v2/" + service.fullName() + ":getIamPolicy", Right.CALLERS)
                .map(policy -> policy.list("bindings").stream()
                        .filter(binding -> binding.text("role").equals(Optional.of("roles/run.invoker")))
                        .flatMap(binding -> binding.texts("members").stream())
                        .toList());
    }

    private interface AskedInRegion<T> {
        RestAnswer<T> in(String region);
    }

    private <T> RestAnswer<T> inRegion(String what, AskedInRegion<T> question) {
        return once(what, () -> switch (region()) {
            case Found<String>(String region) -> question.in(region);
            case Absent<String> absent ->
                new Denied<>(
                        "region",
                        "the database is in several regions, so it is not known where the services are",
                        "tickbox doctor --region REGION with the other options");
            case RestAnswer<String> other ->
                other.map(none -> {
                    throw new IllegalStateException("a region was found");
                });
        });
    }

    /** Looks that run side by side wait for the same answer. */
    @SuppressWarnings("unchecked") // each name has one type
    private <T> RestAnswer<T> once(String what, Supplier<RestAnswer<T>> question) {
        return (RestAnswer<T>)
                asked.computeIfAbsent(what, name -> new Remembered<>(question)).get();
    }

    private static final class Remembered<T> {
        private final Supplier<T> question;
        private volatile Optional<T> answer = Optional.empty();

        Remembered(Supplier<T> question) {
            this.question = question;
        }

        Optional<T> known() {
            return answer;
        }

        synchronized T get() {
            T known = answer.orElseGet(question);
            answer = Optional.of(known);
            return known;
        }
    }
}
