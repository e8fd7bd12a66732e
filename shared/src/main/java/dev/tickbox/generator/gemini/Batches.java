package dev.tickbox.generator.gemini;

import com.google.genai.Client;
import com.google.genai.Pager;
import com.google.genai.types.BatchJob;
import com.google.genai.types.BatchJobSource;
import com.google.genai.types.CancelBatchJobConfig;
import com.google.genai.types.Content;
import com.google.genai.types.CreateBatchJobConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GetBatchJobConfig;
import com.google.genai.types.InlinedRequest;
import com.google.genai.types.ListBatchJobsConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Json;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.gemini.FailedPurchase.HandleSalvage;
import dev.tickbox.generator.gemini.HttpExchange.Done;
import dev.tickbox.generator.gemini.HttpExchange.Failed;
import dev.tickbox.generator.gemini.Interactions.InteractionBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text made when the vendor finds the time, for half the price. Its jobs are listed by name, so that what is lost is found. */
record Batches(String kind, Client client, FailedPurchase verdict) implements Generator {
    private static final int PAGE = 100;

    /** Jobs are forgotten after some days, so there are never so many; but nothing here goes on for ever. */
    private static final int PAGES = 1000;

    @Override
    public Submission submit(Request request, Label label, Deadline sendBy) {
        return switch (HttpExchange.send(
                sendBy,
                () -> client.batches.create(request.model(), BatchBody.of(request, label), BatchBody.named(label)))) {
            case Done<BatchJob> done -> accepted(done);
            case Failed<BatchJob> failed -> verdict.of(failed, Batches::rescue);
        };
    }

    private Submission accepted(Done<BatchJob> done) {
        Optional<String> name = done.value().name().flatMap(Batches::handle);
        if (name.isPresent()) {
            return new Accepted(name.get());
        }
        return done.answer()
                .map(answer -> verdict.of(answer, new IllegalStateException("it has no name"), Batches::rescue))
                .orElseGet(() -> new Unsure("an answer without a name"));
    }

    private static Optional<String> rescue(String answer) {
        return HandleSalvage.field("name", answer).flatMap(Batches::handle);
    }

    /** By this form a handle is known for a batch's: under any other it would be looked for at the wrong counter. */
    private static Optional<String> handle(String name) {
        return HandleSalvage.handle(name).filter(each -> each.startsWith(Gemini.BATCH_HANDLE));
    }

    @Override
    public Look look(String handle) {
        return switch (HttpExchange.ask(
                () -> client.batches.get(handle, GetBatchJobConfig.builder().build()))) {
            case Done<BatchJob> done -> new BatchAnswer(done.value()).look();
            case Failed<BatchJob> failed ->
                VendorError.missing(failed.answer()) ? new Missing() : new Unreachable(verdict.why(failed));
        };
    }

    /** Every page, or no answer: what an incomplete listing does not show may be on the page that did not come. */
    @Override
    public Listing list(Mode mode) {
        return switch (HttpExchange.ask(this::all)) {
            case Done<List<BatchJob>> done -> new Complete(byLabel(done.value()));
            case Failed<List<BatchJob>> failed -> new NoAnswer(verdict.why(failed));
        };
    }

    /** A job that is listed without a handle that we can use is there all the same: its label is known, with no handle. */
    private static Map<String, List<String>> byLabel(List<BatchJob> jobs) {
        Map<String, List<String>> byLabel = new HashMap<>();
        for (BatchJob job : jobs) {
            List<String> handles = byLabel.computeIfAbsent(job.displayName().orElse(""), name -> new ArrayList<>());
            job.name()
                    .flatMap(Batches::handle)
                    .filter(handle -> !handles.contains(handle))
                    .ifPresent(handles::add);
        }
        return byLabel;
    }

    /** Not by the pager's own iterator, which takes an empty last page for an error. */
    private List<BatchJob> all() {
        Pager<BatchJob> pager =
                client.batches.list(ListBatchJobsConfig.builder().pageSize(PAGE).build());
        List<BatchJob> jobs = new ArrayList<>(pager.page());
        for (int pages = 1; pages < PAGES; pages++) {
            try {
                pager.nextPage();
            } catch (IndexOutOfBoundsException last) {
                return jobs;
            }
            jobs.addAll(pager.page());
        }
        throw new IllegalStateException("more than " + PAGES + " pages of batch jobs");
    }

    /** Whether it was heard shows in the next look. */
    @Override
    public void cancel(String handle) {
        HttpExchange.ask(() -> {
            client.batches.cancel(handle, CancelBatchJobConfig.builder().build());
            return handle;
        });
    }

    /** A request as the vendor's batches take it: one to a job, so that one handle is one purchase. */
    static final class BatchBody {
        private BatchBody() {}

        /** The name under which it is found again. */
        static CreateBatchJobConfig named(Label label) {
            return CreateBatchJobConfig.builder().displayName(label.text()).build();
        }

        static BatchJobSource of(Request request, Label label) {
            InlinedRequest one = InlinedRequest.builder()
                    .contents(Content.builder()
                            .role("user")
                            .parts(Part.fromText(request.prompt()))
                            .build())
                    .metadata(Map.of(InteractionBody.LABEL, label.text()))
                    .config(config(request))
                    .build();
            return BatchJobSource.builder().inlinedRequests(one).build();
        }

        private static GenerateContentConfig config(Request request) {
            GenerateContentConfig.Builder config =
                    GenerateContentConfig.builder().maxOutputTokens(request.maxTokens());
            request.thinking()
                    .ifPresent(level -> config.thinkingConfig(
                            ThinkingConfig.builder().thinkingLevel(level).build()));
            request.temperature().ifPresent(number -> config.temperature(number.floatValue()));
            request.system()
                    .ifPresent(text -> config.systemInstruction(
                            Content.builder().parts(Part.fromText(text)).build()));
            request.schema()
                    .ifPresent(schema ->
                            config.responseMimeType("application/json").responseJsonSchema(Json.parseObject(schema)));
            return config.build();
        }
    }
}
