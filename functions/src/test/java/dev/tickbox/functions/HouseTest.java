package dev.tickbox.functions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tickbox.generator.Generator;
import dev.tickbox.house.TimeAndChance;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "dev.tickbox.functions",
                    "dev.tickbox.wiring",
                    "dev.tickbox.cli",
                    "dev.tickbox.page",
                    "dev.tickbox.doctor");

    @Test
    void time_and_chance_are_injected() {
        TimeAndChance.ARE_INJECTED.check(new ClassFileImporter()
                .importPackages(
                        "dev.tickbox.functions",
                        "dev.tickbox.wiring",
                        "dev.tickbox.cli",
                        "dev.tickbox.page",
                        "dev.tickbox.doctor",
                        "dev.tickbox.demo",
                        "dev.tickbox.bench",
                        "dev.tickbox.localcloud",
                        "dev.tickbox.process",
                        "dev.tickbox.image",
                        "dev.tickbox.deploy",
                        "dev.tickbox.endtoend"));
    }

    @Test
    void only_the_command_calls_the_doctor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tickbox.doctor..", "dev.tickbox.cli")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tickbox.doctor.."))
                .check(MAIN);
    }

    @Test
    void the_page_knows_no_command_no_vendor_and_no_way_to_change_a_ledger() {
        noClasses()
                .that()
                .resideInAPackage("dev.tickbox.page")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.tickbox.cli", "dev.tickbox.wiring", "dev.tickbox.operator", "dev.tickbox.doctor.."))
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tickbox.page")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.net.httpserver..", "com.samskivert.."))
                .check(MAIN);
    }

    @Test
    void the_doctor_knows_no_command_no_function_and_on_one_machine_nothing_of_the_cloud() {
        classes()
                .that()
                .resideInAPackage("dev.tickbox.doctor..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.tickbox",
                                "dev.tickbox.content..",
                                "dev.tickbox.doctor..",
                                "dev.tickbox.generator.gemini",
                                "dev.tickbox.money",
                                "dev.tickbox.publisher",
                                "dev.tickbox.secret",
                                "dev.tickbox.store.firestore",
                                "dev.tickbox.store.sqlite",
                                "dev.tickbox.view",
                                "dev.tickbox.wiring")
                        .or(resideInAPackage("dev.tickbox..").negate()))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("dev.tickbox.doctor")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tickbox.doctor.cloud", "java.net.http..", "com.google.."))
                .check(MAIN);
    }

    @Test
    void the_doctor_changes_nothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.tickbox.doctor..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Store.class, Write.class, Generator.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Publisher.class)
                .because(
                        "it only looks: stores are opened for reading by the command, sites are asked by Publisher.reach")
                .check(MAIN);
    }
}
