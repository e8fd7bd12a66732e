package dev.tickbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.deploy.TerraformCommand.Said;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of terraform/bootstrap/apply.yaml as they stand there, with the real Terraform; {@code gcloud} is a script. */
class ApplyBuildTest {
    private static final String COMMIT = "1f".repeat(20);
    private static final String ARTICLE = "resource \"terraform_data\" \"article\" { input = \"good day\" }\n";

    private static final Map<String, String> SUBSTITUTIONS = Map.of(
            "COMMIT_SHA", COMMIT,
            "PROJECT_ID", "my-sites-123456",
            "_PLAN", "the-build",
            "_PLANNED_BY", "the-plan-trigger",
            "_PREFIX", "tickbox",
            "_BUILD_REGION", "europe-west1",
            "_STATES", "my-sites-123456-tickbox-state",
            "_PLANS", "my-sites-123456-tickbox-plans");

    @TempDir
    private Path workspace = Path.of("");

    private FakeBucket bucket;
    private String madeBy = "SUCCESS the-plan-trigger " + COMMIT;

    @BeforeEach
    void open() throws Exception {
        bucket = new FakeBucket();
        Files.createDirectories(workspace.resolve("bin"));
        Files.createDirectories(workspace.resolve("kept"));
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void the_plan_that_was_kept_is_printed_and_applied() throws Exception {
        keep(ARTICLE);
        assertThat(step("fetch").exit()).isZero();
        assertThat(step("show").text()).contains("terraform_data.article will be created", "good day");
        Said applied = step("apply");
        assertThat(applied.exit()).as(applied.text()).isZero();
        assertThat(bucket.text("tickbox/default.tfstate")).contains("good day");
    }

    @Test
    void a_plan_is_taken_only_from_a_finished_build_of_its_trigger_and_of_this_commit() throws Exception {
        keep(ARTICLE);
        for (String other : List.of(
                "FAILURE the-plan-trigger " + COMMIT,
                "SUCCESS another-trigger " + COMMIT,
                "SUCCESS the-plan-trigger " + "2e".repeat(20))) {
            madeBy = other;
            Said refused = step("fetch");
            assertThat(refused.exit()).as(other).isNotZero();
            assertThat(refused.text()).contains("no finished plan of commit " + COMMIT);
            assertThat(workspace.resolve("plan")).doesNotExist();
        }
    }

    @Test
    void a_plan_that_would_run_commands_is_not_applied() throws Exception {
        keep("""
                resource "terraform_data" "article" {
                  provisioner "local-exec" {
                    command = "touch was-run"
                  }
                }
                """);
        assertThat(step("fetch").exit()).isZero();
        Said refused = step("show");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.text()).contains("provisioners");
    }

    @Test
    void another_provider_than_that_of_google_is_not_started() throws Exception {
        keep(ARTICLE);
        for (String other : List.of("plugins.terraform.io/else/google", "else.example/hashicorp/google")) {
            Files.writeString(workspace.resolve("kept/lock.hcl"), "provider \"" + other + "\" {\n}\n");
            assertThat(step("fetch").exit()).isZero();
            Said refused = step("show");
            assertThat(refused.exit()).as(other).isNotZero();
            assertThat(refused.text()).contains("another provider").doesNotContain("Initializing");
            delete(workspace.resolve("plan"));
        }
    }

    @Test
    void a_copy_of_the_provider_that_a_commit_brings_along_is_not_started() throws Exception {
        keep(ARTICLE);
        Path brought = workspace.resolve("terraform/terraform.d/plugins/plugins.terraform.io/hashicorp/google/7.45.0");
        Path program =
                Files.createDirectories(brought.resolve(platform())).resolve("terraform-provider-google_v7.45.0");
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(workspace.resolve("terraform/providers.tf"), """
                terraform {
                  required_providers {
                    google = { source = "plugins.terraform.io/hashicorp/google" }
                  }
                }
                """);
        Said locked = terraform("terraform init -backend=false && cp .terraform.lock.hcl ../kept/lock.hcl");
        assertThat(locked.exit()).as(locked.text()).isZero();

        assertThat(step("fetch").exit()).isZero();
        Said refused = step("show");
        assertThat(refused.exit()).as(refused.text()).isNotZero();
        assertThat(workspace.resolve("plan/shown/providers")).doesNotExist();
    }

    /** What a build of cloudbuild.yaml would keep of this configuration. */
    private void keep(String configuration) throws Exception {
        Files.createDirectories(workspace.resolve("terraform"));
        Files.writeString(
                workspace.resolve("terraform/main.tf"), "terraform {\n  backend \"gcs\" {}\n}\n" + configuration);
        Said planned = terraform("terraform init -backend-config=bucket=my-sites-123456-tickbox-state"
                + " -backend-config=prefix=tickbox && terraform plan -out=../kept/tfplan && touch ../kept/lock.hcl"
                + " && rm -r .terraform");
        assertThat(planned.exit()).as(planned.text()).isZero();
    }

    private Said terraform(String line) throws Exception {
        return TerraformCommand.in(workspace.resolve("terraform"), bucket, FakeBucket.OWNER)
                .shell(line);
    }

    private Said step(String id) throws Exception {
        Path gcloud = workspace.resolve("bin/gcloud");
        Files.writeString(gcloud, """
                #!/bin/sh
                case "$1 $2" in
                  "builds describe") echo "%s" ;;
                  "storage cp") cp "%s"/* "$5" ;;
                esac
                """.formatted(madeBy, workspace.resolve("kept")));
        assertThat(gcloud.toFile().setExecutable(true)).isTrue();
        BuildFile.Step step = BuildFile.read("terraform/bootstrap/apply.yaml").step(id);
        Path script = workspace.resolve(id + ".sh");
        Files.writeString(script, step.script().replace("/workspace/", workspace + "/"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        TerraformCommand here = TerraformCommand.in(workspace, bucket, FakeBucket.OWNER);
        Map<String, String> environment = new HashMap<>(here.environment());
        environment.put("PATH", workspace.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        for (String variable : step.environment()) {
            String[] sides = variable.split("=", 2);
            environment.put(
                    sides[0],
                    Objects.requireNonNull(
                            SUBSTITUTIONS.get(sides[1].substring(1)), "no such substitution: " + variable));
        }
        return new TerraformCommand(workspace, environment).run(List.of(script.toString()));
    }

    private static String platform() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return (mac ? "darwin" : "linux") + "_" + (arm ? "arm64" : "amd64");
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
