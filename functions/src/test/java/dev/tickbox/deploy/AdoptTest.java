package dev.tickbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.deploy.TerraformCommand.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import blocks as they stand in the two folders; a kind of resource that Terraform has itself takes the place of Google's. */
class AdoptTest {
    private static final Path TERRAFORM =
            Path.of(System.getProperty("tickbox.root", "..")).resolve("terraform");

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
    void a_database_that_was_kept_is_taken_up_once_and_otherwise_created() throws Exception {
        prepare(TERRAFORM.resolve("imports.tf"), """
                variable "project" { default = "my-sites-123456" }
                variable "prefix" { default = "tickbox" }
                variable "database" { default = null }
                variable "adopt_database" { default = false }
                resource "terraform_data" "ledger" {}
                """);
        assertThat(terraform("plan").text()).contains("1 to add").doesNotContain("to import");

        assertThat(terraform("apply -auto-approve -var adopt_database=true").text())
                .contains("[id=projects/my-sites-123456/databases/tickbox]", "1 imported, 0 added");
        assertThat(terraform("plan -var adopt_database=true").text()).contains("No changes");
        assertThat(terraform("plan").text()).contains("No changes");
    }

    @Test
    void a_restored_database_is_taken_up_by_its_own_name() throws Exception {
        prepare(TERRAFORM.resolve("imports.tf"), """
                variable "project" { default = "my-sites-123456" }
                variable "prefix" { default = "tickbox" }
                variable "database" { default = "tickbox-2" }
                variable "adopt_database" { default = true }
                resource "terraform_data" "ledger" {}
                """);
        assertThat(terraform("apply -auto-approve").text())
                .contains("[id=projects/my-sites-123456/databases/tickbox-2]", "1 imported, 0 added");
    }

    @Test
    void the_buckets_that_were_kept_are_taken_up() throws Exception {
        prepare(TERRAFORM.resolve("bootstrap/imports.tf"), """
                variable "project" { default = "my-sites-123456" }
                variable "adopt_buckets" { default = false }
                resource "terraform_data" "state" {}
                resource "terraform_data" "plans" {}
                """);
        assertThat(terraform("plan").text()).contains("2 to add").doesNotContain("to import");
        assertThat(terraform("apply -auto-approve -var adopt_buckets=true").text())
                .contains("[id=my-sites-123456-tickbox-state]", "[id=my-sites-123456-tickbox-plans]", "2 imported");
    }

    private void prepare(Path imports, String around) throws Exception {
        Files.writeString(
                folder.resolve("imports.tf"),
                Files.readString(imports).replaceAll("google_(firestore_database|storage_bucket)", "terraform_data"));
        Files.writeString(folder.resolve("around.tf"), around);
        terraform("init");
    }

    private Said terraform(String words) throws Exception {
        Said said = TerraformCommand.in(folder, bucket, FakeBucket.OWNER).shell("terraform " + words + " -no-color");
        assertThat(said.exit()).as(said.text()).isZero();
        return said;
    }
}
