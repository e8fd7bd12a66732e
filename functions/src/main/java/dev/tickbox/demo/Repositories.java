package dev.tickbox.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The repositories of the sites: created before the week, read after it when they are no longer served. */
final class Repositories {
    static final String BRANCH = "refs/heads/main";

    private Repositories() {}

    static Path of(Path home, String way, String site) {
        return DemoFolder.repositories(home).resolve(way).resolve(site + ".git");
    }

    /** Bare, with a first commit, as a hosting service creates them. */
    static void make(Path home, List<String> ways, Instant when) throws IOException {
        for (String way : ways) {
            for (String site : DemoContent.SITES) {
                try (Repository repository =
                        new FileRepository(of(home, way, site).toFile())) {
                    repository.create(true);
                    begin(repository, when);
                }
            }
        }
    }

    private static void begin(Repository repository, Instant when) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            PersonIdent host = new PersonIdent("Host", "host@localhost", when, ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            commit.setAuthor(host);
            commit.setCommitter(host);
            commit.setMessage("A new site\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            var update = repository.updateRef(BRANCH);
            update.setNewObjectId(id);
            update.update();
            repository.updateRef(Constants.HEAD).link(BRANCH);
        }
    }

    /** Writes the files of each site into a folder. */
    static void checkOut(Path home, String way) throws IOException {
        for (String site : DemoContent.SITES) {
            Path folder = DemoFolder.articles(home, way).resolve(site);
            Files.createDirectories(folder);
            try (Repository repository = new FileRepository(of(home, way, site).toFile());
                    RevWalk walk = new RevWalk(repository);
                    TreeWalk files = new TreeWalk(repository)) {
                files.addTree(walk.parseCommit(repository.resolve(BRANCH)).getTree());
                files.setRecursive(true);
                while (files.next()) {
                    Files.write(
                            folder.resolve(files.getPathString()),
                            repository.open(files.getObjectId(0)).getBytes());
                }
            }
        }
    }
}
