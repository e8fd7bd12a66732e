package dev.tickbox.demo;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Site;
import dev.tickbox.content.Slug;
import dev.tickbox.content.Step;
import dev.tickbox.content.Templates;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import dev.tickbox.outbox.Article;
import dev.tickbox.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * A plain cron script of about a hundred lines. For each job whose article of today is not marked as done, it requests the text, polls
 * until it is ready, commits it to the repository of the site, pushes, and marks the article as done. The next tick starts over with
 * whatever failed. It publishes only complete texts, makes a new clone each time, never forces a push, marks as done only after the push,
 * and continues with the other jobs after a failure. It stores neither a handle nor a text between two processes.
 */
final class NaiveScript {
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final CrontabShift shift;
    private final RunningClock clock;
    private final KillPoints stops;
    private final VendorPort vendor;
    private final Definition definition;

    private NaiveScript(CrontabShift shift, RunningClock clock, Tether leash) {
        this.shift = shift;
        this.clock = clock;
        this.stops = shift.stops(clock, leash);
        this.vendor = shift.vendor(clock);
        this.definition = DemoContent.read(DemoFolder.content(shift.home(), shift.way()));
    }

    static void run(CrontabShift shift, Tether leash) {
        RunningClock clock = new RunningClock(shift.from());
        NaiveScript script = new NaiveScript(shift, clock, leash);
        shift.work(clock, leash, script::tick);
    }

    private void tick() {
        for (Job job : definition.jobs().values()) {
            Optional<Instant> slot =
                    job.schedule().flatMap(schedule -> schedule.latest(WeekOfFaults.START, clock.now()));
            if (slot.isPresent()) {
                LocalDate date = LocalDate.ofInstant(slot.get(), job.zone());
                Path done = shift.home().resolve("script-done").resolve(job.site() + "-" + date);
                if (!Files.exists(done)) {
                    attempt(job, date, done);
                }
            }
        }
    }

    private void attempt(Job job, LocalDate date, Path done) {
        try {
            publish(job.site(), date, generate(job, date));
            Files.createDirectories(done.getParent());
            Files.writeString(done, "");
        } catch (IOException | GitAPIException | RuntimeException e) {
            System.err.println(clock.now() + " " + job.id() + " " + date + " failed, will start over: " + e);
        }
    }

    private Article generate(Job job, LocalDate date) throws IOException {
        var step = (Step.Generate) job.steps().getFirst();
        String prompt = Templates.render(step.promptText(), Map.of("run.date", date.toString(), "site.id", job.site()));
        var request =
                new Request(step.model(), prompt, step.system(), step.output().schema(), step.maxTokens());
        stops.here(KillPoint.BEFORE_SUBMIT, job.site());
        if (!(vendor.submit(request, job.id()) instanceof Accepted accepted)) {
            throw new IOException("the vendor did not accept");
        }
        stops.here(KillPoint.AFTER_SUBMIT, job.site());
        Finished finished = poll(accepted.handle());
        stops.here(KillPoint.BEFORE_SETTLING, job.site());
        if (finished.ending() != Ending.COMPLETED) {
            throw new IOException("the vendor says " + finished.why());
        }
        return Article.fromJson(finished.text().orElse(""));
    }

    private Finished poll(String handle) throws IOException {
        Instant giveUp = clock.now().plus(PATIENCE);
        while (clock.now().isBefore(giveUp)) {
            Look look = vendor.look(handle);
            if (look instanceof Finished finished) {
                return finished;
            }
            if (!(look instanceof Pending)) {
                throw new IOException("the vendor says " + look);
            }
            clock.forward(POLL);
        }
        throw new IOException("the vendor takes too long");
    }

    private void publish(String site, LocalDate date, Article article) throws IOException, GitAPIException {
        Site to = definition.site(site).orElseThrow();
        String file = date + "-" + Slug.of(article.slug()) + ".md";
        stops.here(KillPoint.BEFORE_PUBLISH, site);
        new PlainGit(to.setting("remote"), clock, shift.home().resolve("script-git"))
                .publish(file, "# " + article.title() + "\n\n" + article.markdown() + "\n");
        stops.here(KillPoint.AFTER_PUBLISH, site);
    }
}
