package dev.tickbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.deploy.TerraformCommand.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform's own {@code init} writes the first state of a prefix, which a build that plans may not. */
class FirstStateTest {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));
    private static final Pattern OF_THE_OWNER =
            Pattern.compile("(?m)^(terraform -chdir=terraform init -reconfigure .*-backend-config=prefix=tickbox)$");
    private static final Pattern OF_A_BUILD = Pattern.compile("(?m)^ +(terraform init .*-backend-config=.*)$");

    @TempDir
    private Path folder = Path.of("");

    private FakeBucket bucket;

    @BeforeEach
    void open() throws Exception {
        bucket = new FakeBucket();
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void a_build_cannot_plan_before_the_owner_made_the_first_state_as_documented() throws Exception {
        Said refused = build("tickbox");
        assertThat(refused.exit()).as(refused.text()).isNotZero();
        assertThat(refused.text()).contains("403");
        assertThat(bucket.names()).isEmpty();
        assertThat(bucket.refused()).isNotEmpty();

        Said made = owner();
        assertThat(made.exit()).as(made.text()).isZero();
        assertThat(bucket.names()).containsExactly("tickbox/default.tfstate");
        assertThat(bucket.text("tickbox/default.tfstate")).contains("\"resources\": []");

        int refusals = bucket.refused().size();
        Said planned = build("tickbox");
        assertThat(planned.exit()).as(planned.text()).isZero();
        assertThat(bucket.refused()).hasSize(refusals);
    }

    @Test
    void the_first_state_of_one_environment_is_not_that_of_another() throws Exception {
        Said made = owner();
        assertThat(made.exit()).as(made.text()).isZero();
        Said refused = build("staging");
        assertThat(refused.exit()).as(refused.text()).isNotZero();
        assertThat(bucket.names()).containsExactly("tickbox/default.tfstate");
    }

    private Said owner() throws Exception {
        String command = found(OF_THE_OWNER, "terraform/README.md");
        return TerraformCommand.in(checkout(), bucket, FakeBucket.OWNER).shell("PROJECT=my-sites-123456; " + command);
    }

    private Said build(String prefix) throws Exception {
        String command = found(OF_A_BUILD, "cloudbuild.yaml");
        return TerraformCommand.in(checkout().resolve("terraform"), bucket, FakeBucket.READER)
                .shell("_STATES=my-sites-123456-tickbox-state; _PREFIX=" + prefix + "; " + command);
    }

    private static String found(Pattern command, String file) throws Exception {
        Matcher found = command.matcher(Files.readString(ROOT.resolve(file)));
        assertThat(found.find()).as(file + " has the command " + command).isTrue();
        return found.group(1);
    }

    /** Of a project that has a backend and nothing else, so that no provider is downloaded. */
    private Path checkout() throws Exception {
        Path checkout = Files.createTempDirectory(folder, "checkout");
        Files.createDirectory(checkout.resolve("terraform"));
        Files.writeString(checkout.resolve("terraform/versions.tf"), """
                terraform {
                  backend "gcs" {}
                }
                """);
        return checkout;
    }
}
