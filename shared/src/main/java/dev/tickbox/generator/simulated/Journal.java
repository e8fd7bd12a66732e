package dev.tickbox.generator.simulated;

import dev.tickbox.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the simulated vendor has sold, in order; nothing is ever changed or taken away. */
public interface Journal {
    /** Sees everything so far and may add one line, with no other line in between. */
    <T> T append(Function<List<Map<String, Object>>, Line<T>> decide);

    List<Map<String, Object>> read();

    /** @param line added, unless it is empty */
    record Line<T>(Map<String, Object> line, T answer) {}

    static Journal inMemory() {
        List<Map<String, Object>> lines = new ArrayList<>();
        return new Journal() {
            @Override
            public synchronized <T> T append(Function<List<Map<String, Object>>, Line<T>> decide) {
                Line<T> made = decide.apply(lines);
                if (!made.line().isEmpty()) {
                    lines.add(made.line());
                }
                return made.answer();
            }

            @Override
            public synchronized List<Map<String, Object>> read() {
                return List.copyOf(lines);
            }
        };
    }

    /** One JSON object a line, shared by many processes. */
    static Journal file(Path path) {
        return new Journal() {
            @Override
            public synchronized <T> T append(Function<List<Map<String, Object>>, Line<T>> decide) {
                try (var file = new RandomAccessFile(path.toFile(), "rw");
                        var lock = file.getChannel().lock()) {
                    Line<T> made = decide.apply(lines(file));
                    if (!made.line().isEmpty() && lock.isValid()) {
                        file.seek(file.length());
                        file.write((Json.write(made.line()) + "\n").getBytes(StandardCharsets.UTF_8));
                        file.getFD().sync();
                    }
                    return made.answer();
                } catch (IOException e) {
                    throw new UncheckedIOException(path + " cannot be written", e);
                }
            }

            @Override
            public List<Map<String, Object>> read() {
                return append(lines -> new Line<>(Map.of(), lines));
            }

            private static List<Map<String, Object>> lines(RandomAccessFile file) throws IOException {
                byte[] bytes = new byte[Math.toIntExact(file.length())];
                file.seek(0);
                file.readFully(bytes);
                return new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.endsWith("}"))
                        .map(Json::parseObject)
                        .toList();
            }
        };
    }
}
