package dev.tickbox.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.content.Site;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.git.GitPublisher;
import dev.tickbox.publisher.git.GitSite;
import dev.tickbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Real bare repositories. Every commit is an effect. */
record GitSites(World world, Path root) implements Sites {
    GitSites {
        for (String site : List.of("garden", "kitchen")) {
            try {
                Git.init()
                        .setBare(true)
                        .setInitialBranch("main")
                        .setDirectory(root.resolve(site).toFile())
                        .call()
                        .close();
            } catch (GitAPIException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public Publisher of(Site site) {
        var where = GitSite.of(root.resolve(site.id()).toString(), "main", Optional.empty());
        return new GitPublisher(where, root.resolve("work"), world.clock, (name, to) -> Optional.empty());
    }

    @Override
    public int effects(String site) {
        try (Repository repository = open(site);
                RevWalk walk = new RevWalk(repository)) {
            ObjectId tip = repository.resolve("refs/heads/main");
            if (tip == null) {
                return 0;
            }
            walk.markStart(walk.parseCommit(tip));
            int commits = 0;
            while (walk.next() != null) {
                commits++;
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> texts(String site) {
        List<String> texts = new ArrayList<>();
        try (Repository repository = open(site);
                TreeWalk files = new TreeWalk(repository)) {
            ObjectId tip = repository.resolve("refs/heads/main^{tree}");
            if (tip == null) {
                return texts;
            }
            files.addTree(tip);
            files.setRecursive(true);
            while (files.next()) {
                texts.add(new String(repository.open(files.getObjectId(0)).getBytes(), UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Repository open(String site) throws IOException {
        return Git.open(root.resolve(site).toFile()).getRepository();
    }
}
