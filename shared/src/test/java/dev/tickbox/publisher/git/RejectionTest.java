package dev.tickbox.publisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.publisher.git.Remote.Rejection;
import dev.tickbox.publisher.git.Remote.Rejection.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTest {
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "non-fast-forward, OVERTAKEN",
        "non-fast forward, OVERTAKEN",
        "fetch first, OVERTAKEN",
        "stale info, OVERTAKEN",
        "failed to lock, OVERTAKEN",
        "incorrect old value provided, OVERTAKEN",
        "reference already exists, OVERTAKEN",
        "remote ref updated since checkout, OVERTAKEN",
        "failed to update ref, UNCLEAR",
        "cannot lock ref 'refs/heads/main', UNCLEAR",
        "pre-receive hook declined, REFUSED",
        "hook declined, REFUSED",
        "protected branch hook declined, REFUSED",
        "push declined due to repository rule violations, REFUSED",
        "branch is currently checked out, REFUSED",
        "main is blocked, REFUSED",
        "the lock of this branch has changed, REFUSED",
        "shallow update not allowed, REFUSED",
        "You are not allowed to push: unlock main and fetch first, REFUSED",
    })
    void a_servers_word_for_the_branch_decides(String reason, Meaning meaning) {
        assertThat(new Rejection(reason, "").meaning()).isEqualTo(meaning);
    }

    @Test
    void gits_own_detail_decides_where_its_word_does_not() {
        String moved = "error: cannot lock ref 'refs/heads/main': is at " + A + " but expected " + B;
        assertThat(new Rejection("failed to update ref", moved).meaning()).isEqualTo(Meaning.OVERTAKEN);
        assertThat(new Rejection("cannot lock ref 'refs/heads/main': is at " + A + " but expected " + B, "").meaning())
                .isEqualTo(Meaning.OVERTAKEN);
        String held = "error: cannot lock ref 'refs/heads/main': Unable to create '/r/main.lock': File exists.";
        assertThat(new Rejection("failed to update ref", held).meaning()).isEqualTo(Meaning.UNCLEAR);
        assertThat(new Rejection("pre-receive hook declined", moved).meaning()).isEqualTo(Meaning.REFUSED);
    }
}
