package dev.tickbox.functions.command.demo;

import dev.tickbox.Json;
import dev.tickbox.store.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what the vendor and the sites have counted; never the ledger. */
final class Counts {
    private Counts() {}

    static Tally of(Path home, String way, List<Slot> slots) throws IOException {
        List<Fields> sold = lines(Places.journal(home, way)).stream()
                .filter(line -> line.find("handle").isPresent())
                .toList();
        return new Tally(slots, sold, lines(Places.received(home, way)));
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
