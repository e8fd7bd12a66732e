package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.view.KeptText;
import dev.tickbox.view.OpenQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "approve",
        description = {
            "Approves the text that a run asks about: the run continues with it. Nothing is bought for it.",
            "With --with the run continues with your edited text; the bought one stays stored beside it. For an article,",
            "FILE is its Markdown, or a .json file with all of its fields. The edited text must match the schema of its step.",
            "The first answer counts. The same answer again changes nothing; another one is an error. While the store is",
            "paused, the answer is recorded and carried out after `tickbox resume`."
        },
        footer = {
            "",
            "What waits for you:  tickbox list",
            "To read the text:    tickbox approve garden-daily@2026-11-21T06:00Z --show",
            "To approve it:       tickbox approve garden-daily@2026-11-21T06:00Z",
            "To approve another:  tickbox approve garden-daily@2026-11-21T06:00Z --with better.md",
            "To approve a row:    tickbox approve lab-nightly@2026-11-21T22:00Z --row https://a.example/42"
        })
final class ApproveCommand extends AnswerCommand {
    @Option(names = "--with", paramLabel = "FILE", description = "Approve this edited text.")
    private @Nullable Path with;

    @Option(names = "--show", description = "Print the text and answer nothing.")
    private boolean show;

    ApproveCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    void checkUsage() {
        if (show && (with != null || saysWho())) {
            throw new ParameterException(spec.commandLine(), "--show answers nothing: leave out --with and --by");
        }
    }

    @Override
    void answer(StoreSession session, Question question) {
        String text = new Bodies(session.store, Limits.STANDARD.bodyBytes()).load(question.run(), question.text());
        if (show) {
            show(session, question, text);
            return;
        }
        AnswerApproval answer = new AnswerApproval(session.context(), who());
        Optional<String> edited = Optional.ofNullable(with).map(file -> edited(question, file, text));
        tell(
                session,
                question,
                "approved" + (edited.isPresent() ? " with your changes" : ""),
                edited.map(changed -> answer.approve(question, changed)).orElseGet(() -> answer.approve(question)));
    }

    private static String edited(Question question, Path file, String text) {
        String content;
        try {
            content = Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read as UTF-8 text: " + e);
        }
        if (question.outputSchema().isEmpty() || file.toString().endsWith(".json")) {
            return content;
        }
        Map<String, Object> article = Json.parseObject(text);
        article.put("markdown", content);
        return Json.write(article);
    }

    private void show(StoreSession session, Question question, String text) {
        OpenQuestion asked = new OpenQuestion(session.approval(question.id()));
        Console voice = Console.of(spec, where.json);
        voice.say(KeptText.readable(text));
        Map<String, Object> map = new LinkedHashMap<>(asked.toMap(where::again));
        map.put("text", text);
        voice.object(map);
    }
}
