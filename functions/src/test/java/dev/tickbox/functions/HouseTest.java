package dev.tickbox.functions;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tickbox.house.TimeAndChance;
import org.junit.jupiter.api.Test;

class HouseTest {
    @Test
    void time_and_chance_are_injected() {
        TimeAndChance.ARE_INJECTED.check(new ClassFileImporter()
                .importPackages(
                        "dev.tickbox.functions",
                        "dev.tickbox.wiring",
                        "dev.tickbox.cli",
                        "dev.tickbox.view",
                        "dev.tickbox.demo",
                        "dev.tickbox.bench",
                        "dev.tickbox.localcloud",
                        "dev.tickbox.process",
                        "dev.tickbox.image",
                        "dev.tickbox.deploy",
                        "dev.tickbox.endtoend"));
    }
}
