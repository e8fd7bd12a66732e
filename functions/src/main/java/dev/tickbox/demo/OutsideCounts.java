package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the counts of the vendor and the sites, never the store of Tickbox. */
final class OutsideCounts {
    private OutsideCounts() {}

    static Tally of(Path home, String way, List<ExpectedArticle> slots) throws IOException {
        List<Fields> sold = lines(DemoFolder.journal(home, way)).stream()
                .filter(line -> line.find("handle").isPresent())
                .toList();
        return new Tally(slots, sold, lines(DemoFolder.received(home, way)));
    }

    private static List<Fields> lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file)
                        .lines()
                        .filter(line -> line.endsWith("}"))
                        .map(line -> new Fields(Json.parseObject(line)))
                        .toList()
                : List.of();
    }
}
