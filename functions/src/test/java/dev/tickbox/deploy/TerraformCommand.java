package dev.tickbox.deploy;

import dev.tickbox.emulator.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real Terraform, as a process in a folder. It downloads nothing: no provider is named. */
record TerraformCommand(Path folder, Map<String, String> environment) {
    private static final int MINUTES = 2;

    /** What a command said, and whether it succeeded. */
    record Said(int exit, String text) {}

    /** @param token the account: one of {@link FakeBucket}'s */
    static TerraformCommand in(Path folder, FakeBucket bucket, String token) {
        Installed.required("terraform", "Terraform 1.11 (see developer.hashicorp.com/terraform/install)");
        return new TerraformCommand(
                folder,
                Map.of(
                        "GOOGLE_STORAGE_CUSTOM_ENDPOINT",
                        bucket.endpoint(),
                        "GOOGLE_OAUTH_ACCESS_TOKEN",
                        token,
                        "CHECKPOINT_DISABLE",
                        "1",
                        "TF_IN_AUTOMATION",
                        "1"));
    }

    /** One line, as a person would type it. */
    Said shell(String line) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", line));
    }

    Said run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("tickbox-terraform", ".log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GOOGLE_") || name.startsWith("TF_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        int exit = ended ? process.waitFor() : -1;
        process.destroyForcibly().waitFor();
        String text = Files.readString(said);
        Files.delete(said);
        return new Said(exit, text);
    }
}
