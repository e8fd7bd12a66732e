package dev.tickbox.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom, and who may know the time. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.tickbox");
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.tickbox");

    /** In the data's order: a package knows those before it, as far as it needs them, and none after it. */
    @ParameterizedTest(name = "{0} knows only {1}")
    @CsvSource({
        "dev.tickbox,",
        "jsonschema,",
        "generator,",
        "content, generator",
        "content.reader, content generator jsonschema",
        "run,",
        "reservation, generator",
        "outbox,",
        "store,",
        "money, content generator",
        "ledger, content generator money outbox reservation run store",
        "program, content generator ledger outbox reservation run store",
        "tick.context, content generator ledger money program publisher run store",
        "tick.start, content ledger outbox program reservation run store tick.context tick.submit",
        "tick.submit, content generator ledger money reservation store tick.collect tick.context",
        "tick.collect, content generator jsonschema ledger money reservation run store tick.context",
        "tick.publish, content ledger outbox publisher store tick.context wake",
        "tick.housekeeping, content ledger outbox reservation run store tick.context tick.publish",
        "tick, content generator ledger store tick.collect tick.context tick.housekeeping tick.publish tick.start tick.submit wake",
        "operator, content generator ledger outbox program reservation run store tick.context tick.start",
        "store.sqlite, store",
        "store.firestore, store",
        "generator.simulated, generator money",
        "generator.gemini, generator generator.gemini.webhook",
        "generator.gemini.webhook,",
        "publisher, outbox",
        "publisher.folder, outbox publisher",
        "publisher.git, outbox publisher secret",
        "wake,",
        "wake.pubsub, wake",
        "secret,",
        "secret.manager, secret",
        "emulator,",
    })
    void a_package_knows_only_what_it_needs(String name, @org.jspecify.annotations.Nullable String known) {
        String self = name.equals("dev.tickbox") ? name : "dev.tickbox." + name;
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage("dev.tickbox", self);
        for (String other : known == null ? new String[0] : known.split(" ")) {
            allowed = allowed.or(resideInAPackage("dev.tickbox." + other));
        }
        classes()
                .that(resideInAPackage(self))
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("dev.tickbox..").negate().or(allowed))
                .check(MAIN);
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
        only("the Gemini client", "dev.tickbox.generator.gemini..", "com.google.genai..", "okhttp3..", "okio..");
        only("Pub/Sub's adapter", "dev.tickbox.wake.pubsub..", "com.google.cloud.pubsub..", "com.google.pubsub..");
        only("Secret Manager's adapter", "dev.tickbox.secret.manager..", "com.google.cloud.secretmanager..");
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.tickbox.store.firestore..",
                        "dev.tickbox.wake.pubsub..",
                        "dev.tickbox.secret.manager..",
                        "dev.tickbox.generator.gemini..",
                        "dev.tickbox.functions..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.google.cloud..", "com.google.api..", "com.google.genai..", "io.grpc.."))
                .because("only adapters know Google's clients")
                .check(MAIN);
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
