package dev.tickbox.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tickbox.transition.Golden;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may know whom, and who may know the time. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.tickbox");
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.tickbox");

    @ParameterizedTest(name = "{0}")
    @FieldSource("dev.tickbox.house.PackageRule#ALL")
    void a_package_knows_only_what_it_needs(PackageRule rule) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage("dev.tickbox", rule.fullName());
        for (String other : rule.knows()) {
            allowed = allowed.or(resideInAPackage("dev.tickbox." + other));
        }
        classes()
                .that(resideInAPackage(rule.fullName()))
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("dev.tickbox..").negate().or(allowed))
                .check(MAIN);
    }

    @Test
    void every_package_has_a_rule() {
        assertThat(PackageRule.ALL.stream().map(PackageRule::fullName))
                .containsExactlyInAnyOrderElementsOf(
                        MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
    }

    @Test
    void the_table_in_the_documentation_is_the_rule() throws IOException {
        StringBuilder table = new StringBuilder("| package | what it is | may know |\n|---|---|---|\n");
        for (PackageRule rule : PackageRule.ALL) {
            table.append(rule.line()).append("\n");
        }
        Golden.part("docs/architecture.md", "packages", table.toString(), ArchitectureTest.class);
    }

    @Test
    void there_are_no_circles() {
        slices().matching("dev.tickbox.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_adapters_know_an_sdk() {
        only("a store's adapter", "dev.tickbox.store.sqlite..", "org.sqlite..", "java.sql..");
        only(
                "Firestore's adapter",
                "dev.tickbox.store.firestore..",
                "com.google.cloud.firestore..",
                "com.google.firestore..");
        only("the Gemini client", "dev.tickbox.generator.gemini..", "com.google.genai..");
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.tickbox.generator.gemini..",
                        "dev.tickbox.source.web..",
                        "dev.tickbox.web..",
                        "dev.tickbox.notifier.web..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio.."))
                .because("only the Gemini client, the web source and the web notifier know OkHttp")
                .check(MAIN);
        only(
                "the reader of sources",
                "dev.tickbox.source.form..",
                "com.rometools..",
                "org.jdom2..",
                "org.jsoup..",
                "de.siegmar..");
        only("Pub/Sub's adapter", "dev.tickbox.pubsub..", "com.google.cloud.pubsub..", "com.google.pubsub..");
        only("Secret Manager's adapter", "dev.tickbox.secret.manager..", "com.google.cloud.secretmanager..");
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.tickbox.store.firestore..",
                        "dev.tickbox.pubsub..",
                        "dev.tickbox.secret.manager..",
                        "dev.tickbox.generator.gemini..",
                        "dev.tickbox.functions..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.google.cloud..", "com.google.api..", "com.google.genai..", "io.grpc.."))
                .because("only adapters know Google's clients")
                .check(MAIN);
        only("the mail notifier", "dev.tickbox.notifier.mail..", "jakarta.mail..", "org.eclipse.angus..");
        only("JSON schema", "dev.tickbox.jsonschema..", "dev.harrel..", "com.google.re2j..");
        only("the git publisher", "dev.tickbox.publisher.git..", "org.eclipse.jgit..");
        only("the content reader", "dev.tickbox.content..", "com.samskivert..", "com.cronutils..");
    }

    private static void only(String who, String where, String... sdk) {
        noClasses()
                .that()
                .resideOutsideOfPackages(where, "dev.tickbox.functions..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(sdk))
                .because("only " + who + " knows " + String.join(", ", sdk))
                .check(MAIN);
    }

    @Test
    void time_and_chance_are_injected() {
        TimeAndChance.ARE_INJECTED.check(ALL);
    }
}
