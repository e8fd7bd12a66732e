package dev.tickbox.doctor.cloud;

import dev.tickbox.doctor.Finding;
import dev.tickbox.doctor.Look;
import dev.tickbox.doctor.cloud.RestAnswer.Found;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a secret has a value. The value itself is not read.
 *
 * @param secret as the content names it
 */
record SecretLook(Deployment deployment, String secret) implements Look {
    /** As Secret Manager has them. The content of a store may say anything, and what is said here is pasted into a shell. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    @Override
    public String area() {
        return "secret " + secret;
    }

    @Override
    public List<Finding> look() {
        if (!NAME.matcher(secret).matches()) {
            return List.of(Finding.bad(
                    "secrets", "the content names a secret that cannot exist", "correct tickbox.yaml, then push"));
        }
        String name = deployment.name(secret);
        String add = "printf %s VALUE | gcloud secrets versions add " + name + " --project=" + deployment.project()
                + " --data-file=-";
        RestAnswer<RestObject> newest = deployment
                .api()
                .get(
                        "secretmanager.googleapis.com",
                        "/v1/projects/" + deployment.project() + "/secrets/" + name + "/versions/latest",
                        Right.SECRETS);
        if (!(newest instanceof Found<RestObject>(RestObject version))) {
            return List.of(newest.trouble(
                    area(),
                    name,
                    Finding.bad(
                            area(),
                            "there is no secret " + name + ", or it has no value",
                            add + "; if there is none: " + CloudLooks.DEPLOY)));
        }
        String state = version.text("state").orElse("?");
        return List.of(
                state.equals("ENABLED")
                        ? Finding.good(area(), name + " has a value, version " + version.shortName())
                        : Finding.bad(
                                area(),
                                "the newest version of " + name + ", " + version.shortName() + ", is " + state
                                        + ", so functions find no value",
                                add));
    }
}
