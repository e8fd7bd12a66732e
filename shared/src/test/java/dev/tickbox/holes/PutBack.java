package dev.tickbox.holes;

import dev.tickbox.house.Sources;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** The main code with one hole put back: only the files that its edits change, compiled against all the others as they are. */
final class PutBack {
    private static final String AMBIGUOUS = "";

    private PutBack() {}

    /** Each changed file, with its new text; of the files of an edit's name, exactly one must have exactly one place for it. */
    static Map<Path, String> edited(Hole hole) throws IOException {
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Hole.Edit edit : hole.edits()) {
            Map<Path, String> places = new LinkedHashMap<>();
            for (Path file : Sources.named(edit.in(), "main")) {
                String before = texts.containsKey(file) ? texts.get(file) : Files.readString(file);
                edit.everywhereIn(before).forEach(after -> places.merge(file, after, (one, other) -> AMBIGUOUS));
            }
            if (places.size() != 1 || places.containsValue(AMBIGUOUS)) {
                throw new IllegalStateException(hole + ": not one place in " + edit.in() + ".java for: " + edit.was());
            }
            texts.putAll(places);
        }
        return texts;
    }

    /** @return the folder of the compiled classes, to be put before all others */
    static Path compiled(Hole hole, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<Path, String> each : edited(hole).entrySet()) {
            Path own = Files.createDirectories(folder.resolve("source" + sources.size()));
            sources.add(Files.writeString(own.resolve(each.getKey().getFileName()), each.getValue()));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter words = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", classPath(), "-proc:none", "-nowarn", "-implicit:none");
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(words, files, null, options, null, units).call()) {
                throw new IllegalStateException(hole + " does not compile: " + words);
            }
        }
        return classes;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
