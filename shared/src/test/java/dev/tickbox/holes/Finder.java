package dev.tickbox.holes;

import dev.tickbox.house.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What must find a hole once it is put back. */
sealed interface Finder {
    /** Whether it was made for no hole in particular. */
    boolean isGeneral();

    /** As the table names it. */
    String title();

    /** As the table says how much it took. */
    String after(long count);

    /**
     * The schedules of InterleavingTest.
     *
     * @param says a part of what one of them says that it breaks
     */
    record Interleaving(String says) implements Finder {
        @Override
        public boolean isGeneral() {
            return true;
        }

        @Override
        public String title() {
            return "interleavings: " + says;
        }

        @Override
        public String after(long count) {
            return "%,d schedules".formatted(count);
        }
    }

    /**
     * The histories of SimulationTest.
     *
     * @param check the name of the check that one of them breaks
     */
    record Simulation(String check) implements Finder {
        @Override
        public boolean isGeneral() {
            return true;
        }

        @Override
        public String title() {
            return "simulation: " + check;
        }

        @Override
        public String after(long count) {
            return "seed %d".formatted(count);
        }
    }

    /**
     * A test that was written for it.
     *
     * @param test a class's simple name, and perhaps {@code #} a method
     */
    record Scenario(String test) implements Finder {
        /** With its package, wherever its file is. */
        String qualified() throws IOException {
            String[] parts = test.split("#", 2);
            List<Path> files = Sources.named(parts[0], "test");
            if (files.size() != 1) {
                throw new IllegalStateException("of " + parts[0] + " there are " + files);
            }
            return Files.readAllLines(files.getFirst()).stream()
                            .filter(line -> line.startsWith("package "))
                            .map(line -> line.substring("package ".length()).replace(";", "."))
                            .findFirst()
                            .orElseThrow()
                    + test;
        }

        @Override
        public boolean isGeneral() {
            return false;
        }

        @Override
        public String title() {
            return test.replaceAll("#.*", "");
        }

        @Override
        public String after(long count) {
            return "–";
        }
    }
}
