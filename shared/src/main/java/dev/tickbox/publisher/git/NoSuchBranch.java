package dev.tickbox.publisher.git;

import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/** The repository has something, or had this branch, and so does not wait for us to begin it. */
final class NoSuchBranch extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> branches;

    NoSuchBranch(Collection<Ref> there) {
        this.branches = there.stream()
                .map(Ref::getName)
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()))
                .sorted()
                .toList();
    }

    List<String> branches() {
        return branches;
    }
}
