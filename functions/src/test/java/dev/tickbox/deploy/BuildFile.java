package dev.tickbox.deploy;

import dev.tickbox.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A configuration of Cloud Build. */
record BuildFile(Fields fields) {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));

    record Step(String id, String image, List<String> environment, String script) {}

    static BuildFile read(String path) throws IOException {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ROOT.resolve(path)));
        return new BuildFile(new Fields(map(loaded)));
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Object each : (List<?>) fields.values().getOrDefault("steps", List.of())) {
            Fields step = new Fields(map(each));
            List<String> environment = step.find("env").map(BuildFile::texts).orElse(List.of());
            steps.add(new Step(step.text("id"), step.text("name"), environment, step.text("script")));
        }
        return steps;
    }

    Step step(String id) {
        return steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object loaded) {
        return (Map<String, Object>) loaded;
    }
}
