package dev.tickbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval.Question;
import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.house.Sources;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Prices;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.source.simulated.SimulatedSource;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.World;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the guide, word for word. */
class GuideTest {
    @TempDir
    private Path folder = Path.of("");

    private static String example(String language) throws Exception {
        return example(language, "");
    }

    private static String example(String language, String about) throws Exception {
        String guide = Files.readString(Sources.ROOT.resolve("shared/docs/guide.md"));
        String section = guide.substring(guide.indexOf("## A job in Java"));
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
        while (block.find()) {
            if (block.group(1).contains(about)) {
                return block.group(1);
            }
        }
        throw new AssertionError("no " + language + " block about " + about);
    }

    /** The loader must be closed by whoever uses its classes. */
    private URLClassLoader compiled(String name, String about) throws Exception {
        return compiledText(name, example("java", about));
    }

    private URLClassLoader compiledText(String name, String text) throws Exception {
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
        int mistakes = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(mistakes).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    private static <T> T created(URLClassLoader classes, String name, Class<T> type) {
        try {
            return type.cast(classes.loadClass(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    @Test
    void the_job_in_java_publishes_one_article() throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), example("yaml"));
        try (URLClassLoader classes = compiled("Nightly", "class Nightly")) {
            World world = played(classes);
            assertThat(world.vendor.jobs()).hasSize(2);
            assertThat(world.site("garden").effects()).hasSize(1);
        }
    }

    @Test
    void the_rows_in_java_are_bought_one_by_one_and_published_together() throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), example("yaml").replace("Nightly", "Notes"));
        try (URLClassLoader classes = compiled("Notes", "class Notes")) {
            World world = played(classes);
            assertThat(world.vendor.jobs()).hasSize(3);
            assertThat(world.site("garden").effects()).hasSize(1);
        }
    }

    /** The same material, but for the links: so the model cannot know one. */
    @Test
    void the_nightly_in_java_fails_where_all_links_are_made_up() throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), example("yaml", "LabNightly"));
        String unseen = example("java", "class LabNightly").replace("+ material(list)", "");
        try (URLClassLoader classes = compiledText("LabNightly", unseen)) {
            World world = played(classes);
            assertThat(world.store.all(Query.of(RunDocument.ALL, 2)))
                    .extracting(run -> run.fields().text("why"))
                    .singleElement()
                    .asString()
                    .contains("the model made up all of its links");
        }
    }

    @Test
    void the_nightly_in_java_asks_about_each_article_and_publishes_it_on_two_sites() throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), example("yaml", "LabNightly"));
        try (URLClassLoader classes = compiled("LabNightly", "class LabNightly")) {
            World world = played(classes);
            assertThat(world.site("lab").effects())
                    .as("before anybody approves")
                    .isEmpty();
            List<Question> questions = world.store.all(Query.of(ApprovalDocument.ALL, 9)).stream()
                    .map(each -> ApprovalDocument.read(each).question())
                    .toList();
            assertThat(questions).hasSizeBetween(1, 3);
            questions.forEach(each -> assertThat(new AnswerApproval(world.context(), "ana")
                            .approve(each)
                            .made())
                    .isTrue());
            tick(world, classes, 4);
            assertThat(world.site("lab").effects()).hasSameSizeAs(questions);
            assertThat(world.site("archive").effects()).hasSameSizeAs(questions);
            assertThat(world.store.all(Query.of(RunDocument.ALL, 2)))
                    .extracting(run -> run.fields().text("state"))
                    .containsExactly("DONE");
        }
    }

    private World played(URLClassLoader classes) throws Exception {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        ContentFolder.Result read = ContentFolder.read(
                folder, new ContentFolder.Options(false, Prices.standard().known()));
        assertThat(read).isInstanceOf(ContentFolder.Good.class);
        Definition content = ((ContentFolder.Good) read).definition();
        world.push(content);
        world.start(content, 1);
        tick(world, classes, 12);
        return world;
    }

    private static void tick(World world, URLClassLoader classes, int times) {
        for (int i = 0; i < times; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            Ticks ticks = new Ticks(context(world, classes), Optional.empty());
            ticks.submit();
            ticks.reclaim();
        }
    }

    private static TickContext context(World world, URLClassLoader classes) {
        return world.context(world.store, new SimulatedGenerator(world.vendor), site -> world.site(site.id()))
                .withSource(new SimulatedSource(world.source, world.clock))
                .withPrograms(new TickContext.Programs() {
                    @Override
                    public TickContext.Code job(String name) {
                        return new TickContext.Code(created(classes, name, Program.class), name);
                    }

                    @Override
                    public TickContext.RowCode row(String name) {
                        return new TickContext.RowCode(created(classes, name, RowProgram.class), name);
                    }
                });
    }
}
