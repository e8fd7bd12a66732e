package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Firestore database, and what protects it. */
record DatabaseLook(Deployment deployment) implements Look {
    @Override
    public String area() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        String name = deployment.databaseName();
        List<Finding> found = new ArrayList<>(
                switch (deployment.database()) {
                    case Found<RestObject>(RestObject database) -> found(name, database);
                    case RestAnswer<RestObject> other -> List.of(trouble(name, other));
                });
        deployment.api().clock().ifPresent(found::add);
        return found;
    }

    private Finding trouble(String name, RestAnswer<RestObject> answer) {
        return answer.trouble(
                area(),
                "the database " + name,
                Finding.bad(
                        area(),
                        "there is no database " + name + " in " + deployment.project(),
                        "name it with --store firestore:" + deployment.project()
                                + "/DATABASE; they are: gcloud firestore databases list --project="
                                + deployment.project()));
    }

    private List<Finding> found(String name, RestObject database) {
        List<Finding> found = new ArrayList<>();
        String update = "gcloud firestore databases update --database=" + name + " --project=" + deployment.project();
        if (!database.text("type").equals(Optional.of("FIRESTORE_NATIVE"))) {
            found.add(Finding.bad(
                    area(), name + " is not in native mode, so no tick can use it", "let Terraform create another"));
        }
        if (!database.text("deleteProtectionState").equals(Optional.of("DELETE_PROTECTION_ENABLED"))) {
            found.add(
                    Finding.warning(area(), name + " is not protected from deletion", update + " --delete-protection"));
        }
        if (!database.text("pointInTimeRecoveryEnablement").equals(Optional.of("POINT_IN_TIME_RECOVERY_ENABLED"))) {
            found.add(Finding.warning(
                    area(), name + " cannot be restored to a minute of the last days", update + " --enable-pitr"));
        }
        return found.isEmpty()
                ? List.of(Finding.good(
                        area(),
                        deployment.store() + ", in "
                                + database.text("locationId").orElse("?") + ", protected from deletion"))
                : found;
    }
}
