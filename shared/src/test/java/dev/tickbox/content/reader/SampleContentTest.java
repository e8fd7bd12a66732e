package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleContentTest {
    private static final Path SAMPLE = Path.of(System.getProperty("tickbox.root", ".."), "functions", "content");

    @Test
    void the_sample_reads_without_a_problem() {
        Definition sample = new TestFolder(SAMPLE).definition();

        assertThat(sample.sites().keySet()).containsExactly("garden", "kitchen", "nightsky", "trails");
        assertThat(sample.sites().values()).allMatch(site -> site.publisher().equals("folder"));
        assertThat(sample.jobs().values()).extracting(job -> job.steps().size()).containsExactlyInAnyOrder(2, 3, 2, 3);
        assertThat(sample.jobs().values().stream()
                        .map(job -> job.zone().getId())
                        .distinct())
                .hasSize(4);
        assertThat(Definition.fromJson(sample.toJson())).isEqualTo(sample);
    }

    @Test
    void its_folders_do_not_fit_a_store_in_the_cloud_and_it_says_so_once_a_site() {
        List<String> problems = new TestFolder(SAMPLE).problems(new ContentFolder.Options(true, TestFolder.MODELS));
        assertThat(problems).hasSize(4).allMatch(problem -> problem.contains("use publisher: git with Firestore"));
    }
}
