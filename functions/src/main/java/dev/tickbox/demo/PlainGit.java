package dev.tickbox.demo;

import dev.tickbox.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** In a folder of its own: {@code git clone --depth 1 && git add && git commit && git push}. */
record PlainGit(String remote, Clock clock, Path work) {
    void publish(String file, String text) throws IOException, GitAPIException {
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "clone");
        try (Git git = Git.cloneRepository()
                .setURI(remote)
                .setBranch("main")
                .setDepth(1)
                .setDirectory(folder.toFile())
                .call()) {
            Files.writeString(folder.resolve(file), text);
            git.add().addFilepattern(file).call();
            PersonIdent me = new PersonIdent("Script", "script@localhost", clock.now(), ZoneOffset.UTC);
            git.commit()
                    .setAuthor(me)
                    .setCommitter(me)
                    .setSign(false)
                    .setMessage("Publish " + file)
                    .call();
            for (PushResult result : git.push().call()) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                        throw new IOException("the push was refused: " + update.getStatus());
                    }
                }
            }
        }
    }
}
