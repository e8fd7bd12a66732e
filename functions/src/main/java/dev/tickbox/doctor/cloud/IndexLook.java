package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import dev.tickbox.store.firestore.NeededIndexes;
import dev.tickbox.store.firestore.NeededIndexes.Composite;
import dev.tickbox.store.firestore.NeededIndexes.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every index that a query needs: there, and ready. */
record IndexLook(Deployment deployment) implements Look {
    private static final String HOST = "firestore.googleapis.com";
    private static final String NAME = "__name__";
    private static final String READY = "READY";
    private static final String MISSING = "MISSING";
    private static final String EVERY_FIELD = "*";

    @Override
    public String area() {
        return "indexes";
    }

    @Override
    public List<Finding> look() {
        String groups = "/v1/projects/" + deployment.project() + "/databases/" + deployment.databaseName()
                + "/collectionGroups/-/";
        Finding none = Finding.bad(
                area(),
                "there is no database " + deployment.databaseName(),
                "name it with --store firestore:" + deployment.project() + "/DATABASE");
        RestAnswer<List<RestObject>> indexes =
                deployment.api().list(HOST, groups + "indexes", "indexes", Right.INDEXES);
        if (!(indexes instanceof Found<List<RestObject>>(List<RestObject> composites))) {
            return List.of(indexes.trouble(area(), "the indexes", none));
        }
        String changed = "fields?filter=" + GoogleApi.encoded("indexConfig.usesAncestorConfig:false");
        RestAnswer<List<RestObject>> own = deployment.api().list(HOST, groups + changed, "fields", Right.INDEXES);
        if (!(own instanceof Found<List<RestObject>>(List<RestObject> fields))) {
            return List.of(own.trouble(area(), "the indexes of single fields", none));
        }
        return compared(composites, fields);
    }

    private List<Finding> compared(List<RestObject> composites, List<RestObject> fields) {
        NeededIndexes needed = NeededIndexes.all();
        Map<String, Set<String>> byState = new HashMap<>();
        Map<Composite, String> there = new HashMap<>();
        composites.forEach(each -> there.put(composite(each), each.text("state").orElse("?")));
        needed.composites().forEach(each -> add(byState, there.getOrDefault(each, MISSING), each.toString()));
        Map<String, RestObject> configured = new HashMap<>();
        fields.forEach(each -> configured.put(collection(each) + "/" + each.shortName(), each.at("indexConfig")));
        needed.fields()
                .forEach((collection, names) -> names.forEach((field, orders) -> orders.forEach(order -> add(
                        byState,
                        state(configured, collection, field, order),
                        collection + " (" + field + " " + order + ")"))));
        int all = byState.values().stream().mapToInt(Set::size).sum();
        byState.remove(READY);
        return byState.isEmpty() ? List.of(Finding.good(area(), "all " + all + " are ready")) : findings(byState);
    }

    /** A field without a setting of its own follows that of all fields of its collection, and else Firestore's: indexed both ways. */
    private static String state(Map<String, RestObject> configured, String collection, String field, String order) {
        RestObject own = configured.get(collection + "/" + field);
        if (own == null) {
            return configured.containsKey(collection + "/" + EVERY_FIELD) ? MISSING : READY;
        }
        return own.list("indexes").stream()
                .filter(index -> index.list("fields").stream()
                        .anyMatch(
                                each -> each.text("order").filter(order::equals).isPresent()))
                .findFirst()
                .map(index -> index.text("state").orElse("?"))
                .orElse(MISSING);
    }

    private List<Finding> findings(Map<String, Set<String>> byState) {
        List<Finding> found = new ArrayList<>();
        byState.forEach((state, which) -> {
            String names = which.size() + ": "
                    + String.join(", ", which.stream().limit(4).toList()) + (which.size() > 4 ? ", …" : "");
            found.add(
                    switch (state) {
                        case "CREATING" ->
                            Finding.warning(area(), "still being created, " + names, "wait some minutes");
                        case MISSING -> Finding.bad(area(), "missing, " + names, CloudLooks.DEPLOY);
                        default ->
                            Finding.bad(
                                    area(),
                                    "in state " + state + ", " + names,
                                    "delete these (gcloud firestore indexes composite list --database="
                                            + deployment.databaseName() + "), then " + CloudLooks.DEPLOY);
                    });
        });
        return found;
    }

    private static void add(Map<String, Set<String>> byState, String state, String index) {
        byState.computeIfAbsent(state, each -> new TreeSet<>()).add(index);
    }

    private static Composite composite(RestObject index) {
        List<Part> parts = index.list("fields").stream()
                .map(field -> new Part(
                        field.text("fieldPath").orElse(""), field.text("order").orElse("")))
                .filter(part -> !part.field().equals(NAME))
                .toList();
        return new Composite(collection(index), parts);
    }

    /** From {@code projects/P/databases/D/collectionGroups/runs/indexes/I}. */
    private static String collection(RestObject resource) {
        String[] parts = resource.text("name").orElse("").split("/", -1);
        return parts.length > 5 ? parts[5] : "";
    }
}
