package dev.tickbox.publisher.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.publisher.git.LocalClone.DiskClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A real bare repository: what a site's owner sees in it, and does to it. */
public record BareSite(Path folder) {
    static final String MAIN = "refs/heads/main";

    static {
        DiskClock.install();
    }

    public static BareSite create(Path folder) throws GitAPIException {
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(folder.toFile())
                .call()
                .close();
        return new BareSite(folder);
    }

    private Repository open() throws IOException {
        return Git.open(folder.toFile()).getRepository();
    }

    /** The branch's commits, newest first. */
    public List<RevCommit> log() throws IOException {
        List<RevCommit> commits = new ArrayList<>();
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            ObjectId tip = repository.resolve(MAIN);
            if (tip != null) {
                walk.markStart(walk.parseCommit(tip));
                walk.forEach(commits::add);
            }
        }
        return commits;
    }

    /** How often the site saw the effect. */
    public long commitsWithKey(String key) throws IOException {
        return log().stream()
                .filter(commit -> commit.getFullMessage().contains("Tickbox-Key: " + key + "\n"))
                .count();
    }

    /** The names of all files on the branch. */
    public List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        try (Repository repository = open();
                RevWalk revisions = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(revisions.parseTree(repository.resolve(MAIN)));
            walk.setRecursive(true);
            while (walk.next()) {
                files.add(walk.getPathString());
            }
        }
        return files;
    }

    Optional<String> read(String file) throws IOException {
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            var tree = walk.parseTree(repository.resolve(MAIN));
            TreeWalk found = TreeWalk.forPath(repository, file, tree);
            return found == null
                    ? Optional.empty()
                    : Optional.of(
                            new String(repository.open(found.getObjectId(0)).getBytes(), UTF_8));
        }
    }

    /** A person's commit, made at some time on their clock. */
    void write(String file, String text, Instant when) throws IOException {
        edit(when, (repository, editor) -> {
            ObjectId blob;
            try (var inserter = repository.newObjectInserter()) {
                blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(UTF_8));
                inserter.flush();
            }
            editor.add(new DirCacheEditor.PathEdit(file) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
        });
    }

    void delete(String file, Instant when) throws IOException {
        edit(when, (repository, editor) -> editor.add(new DirCacheEditor.DeletePath(file)));
    }

    /** A shell script that git's server runs in this repository. */
    void hook(String name, String script) throws IOException {
        Path hook = folder.resolve("hooks").resolve(name);
        Files.createDirectories(hook.resolveSibling("."));
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void setting(String section, String name, String value) throws IOException {
        try (Repository repository = open()) {
            repository.getConfig().setString(section, null, name, value);
            repository.getConfig().save();
        }
    }

    void set(String ref, Optional<ObjectId> to) throws IOException {
        try (Repository repository = open()) {
            var update = repository.updateRef(ref);
            update.setForceUpdate(true);
            if (to.isPresent()) {
                update.setNewObjectId(to.get());
                update.forceUpdate();
            } else {
                update.delete();
            }
        }
    }

    private interface Edit {
        void apply(Repository repository, DirCacheEditor editor) throws IOException;
    }

    private void edit(Instant when, Edit edit) throws IOException {
        try (Repository repository = open();
                var inserter = repository.newObjectInserter();
                var reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            DirCache files = DirCache.newInCore();
            ObjectId tip = repository.resolve(MAIN);
            CommitBuilder commit = new CommitBuilder();
            if (tip != null) {
                var present = files.builder();
                present.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, walk.parseTree(tip));
                present.finish();
                commit.setParentId(tip);
            }
            var editor = files.editor();
            edit.apply(repository, editor);
            editor.finish();
            var person = new PersonIdent("Pat", "pat@example.com", when, ZoneOffset.UTC);
            commit.setTreeId(files.writeTree(inserter));
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("By hand\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            var update = repository.updateRef(MAIN);
            update.setNewObjectId(id);
            update.update();
        }
    }
}
