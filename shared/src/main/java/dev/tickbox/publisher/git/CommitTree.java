package dev.tickbox.publisher.git;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.ExistingFile;
import dev.tickbox.publisher.FrontMatter;
import dev.tickbox.publisher.Placement;
import dev.tickbox.publisher.SitePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one commit: what stands at a path, and the next commit with one file more. */
final class CommitTree {
    private CommitTree() {}

    static Placement placement(Repository repository, ObjectId tip, Delivery delivery) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            RevCommit commit = walk.parseCommit(tip);
            return Placement.of(delivery, file -> standing(reader, commit, file));
        }
    }

    /** Where something else stands for a folder of it, a stranger's file is there. */
    private static Optional<byte[]> standing(ObjectReader reader, RevCommit commit, String file) throws IOException {
        List<String> names = SitePath.names(file);
        for (int n = 1; n < names.size(); n++) {
            Optional<FileMode> folder =
                    entry(reader, String.join("/", names.subList(0, n)), commit).map(found -> found.getFileMode());
            if (folder.isPresent() && !folder.get().equals(FileMode.TREE)) {
                return Optional.of(new byte[0]);
            }
        }
        Optional<TreeWalk> found = entry(reader, file, commit);
        return found.isPresent() ? Optional.of(bytes(reader, found.get())) : Optional.empty();
    }

    private static Optional<TreeWalk> entry(ObjectReader reader, String path, RevCommit commit) throws IOException {
        return Optional.ofNullable(TreeWalk.forPath(reader, path, commit.getTree()));
    }

    /** A link, a folder or a submodule counts as a stranger's file. */
    private static byte[] bytes(ObjectReader reader, TreeWalk file) throws IOException {
        if ((file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
            return new byte[0];
        }
        try (var in = reader.open(file.getObjectId(0), Constants.OBJ_BLOB).openStream()) {
            return in.readNBytes(ExistingFile.MAX_BYTES + 1);
        }
    }

    /** Pushed nowhere yet. */
    static ObjectId commit(Repository repository, Optional<ObjectId> tip, Delivery delivery, PersonIdent author)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            DirCache files = DirCache.newInCore();
            if (tip.isPresent()) {
                DirCacheBuilder present = files.builder();
                present.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, walk.parseTree(tip.get()));
                present.finish();
            }
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, FrontMatter.file(delivery));
            DirCacheEditor editor = files.editor();
            editor.add(new DirCacheEditor.PathEdit(delivery.file()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
            editor.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(files.writeTree(inserter));
            tip.ifPresent(commit::setParentId);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(RemoteHistory.message(delivery));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
