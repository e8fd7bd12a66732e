package dev.tickbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the two configurations of Cloud Build promise to a build that is started by hand, and to whoever asks what is in an image. */
class BuildFilesTest {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{?(_[A-Z_]+|COMMIT_SHA|BUILD_ID|PROJECT_ID)");
    private static final Set<String> BUILT_IN = Set.of("COMMIT_SHA", "BUILD_ID", "PROJECT_ID");

    @Test
    void images_are_named_by_version_and_those_of_the_apply_path_by_the_owner() throws Exception {
        assertThat(BuildFile.read("cloudbuild.yaml").steps())
                .allSatisfy(step -> assertThat(step.image()).matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+[a-z0-9-]*"));
        assertThat(BuildFile.read("terraform/bootstrap/apply.yaml").steps())
                .extracting(BuildFile.Step::image)
                .containsExactly("$_GCLOUD_IMAGE", "$_TERRAFORM_IMAGE", "$_TERRAFORM_IMAGE");
    }

    @Test
    void cloud_build_attests_how_the_image_was_made() throws Exception {
        BuildFile file = BuildFile.read("cloudbuild.yaml");
        assertThat(file.fields().values().get("images")).isEqualTo(List.of("$_IMAGE:$BUILD_ID"));
        assertThat(file.step("image").script()).contains("-t \"$_IMAGE:$BUILD_ID\"");
        assertThat(file.step("push").script())
                .as("no tag is pushed twice, since tags cannot be changed")
                .doesNotContain("\"$_IMAGE:$BUILD_ID\"");
    }

    @Test
    void a_build_by_hand_needs_no_substitution_that_is_not_declared() throws Exception {
        for (String path : List.of("cloudbuild.yaml", "terraform/bootstrap/apply.yaml")) {
            BuildFile file = BuildFile.read(path);
            assertThat(file.fields().map("options").text("substitutionOption")).isEqualTo("ALLOW_LOOSE");
            Set<String> declared = new TreeSet<>(BUILT_IN);
            declared.addAll(file.fields().map("substitutions").values().keySet());
            for (BuildFile.Step step : file.steps()) {
                assertThat(SUBSTITUTION
                                .matcher(step.image() + step.environment() + step.script())
                                .results())
                        .extracting((MatchResult found) -> found.group(1))
                        .as(path + ": " + step.id())
                        .isSubsetOf(declared);
            }
        }
    }
}
