package dev.tickbox.cli;

import dev.tickbox.approval.Approval.Question;
import dev.tickbox.operator.AnswerApproval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "reject",
        description = {
            "Rejects the text that a run asks about: the run ends as LEFT_OUT, and nothing more is bought for it.",
            "What the text cost is counted as wasted. What the run has published or queued before stays. This is final; for",
            "another text, start a new run. The first answer counts: after an approval this is an error."
        },
        footer = {"", "Example: tickbox reject garden-daily@2026-11-21T06:00Z --because \"the dates are wrong\""})
final class RejectCommand extends AnswerCommand {
    @Option(names = "--because", paramLabel = "WHY", required = true, description = "Why; it is kept with the run.")
    private String because = "";

    RejectCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    void checkUsage() {
        if (because.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--because needs a reason");
        }
    }

    @Override
    void answer(StoreSession session, Question question) {
        tell(
                session,
                question,
                "rejected",
                new AnswerApproval(session.context(), who()).reject(question, because.strip()));
    }
}
