package dev.tickbox.localcloud;

import dev.tickbox.process.ChildProcesses;
import dev.tickbox.process.FunctionProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A project on the emulators. Its functions are told where everything is by the same variables as on Cloud Run. */
public final class EmulatedCloud implements AutoCloseable {
    private final String firestoreHost;
    private final String pubSubHost;
    private final String project;
    private final EmulatedTopic topic;
    private final ChildProcesses children = new ChildProcesses();
    private final BiConsumer<String, String> said;

    /** @param said the name of a function, and a line that it printed */
    public EmulatedCloud(String firestoreHost, String pubSubHost, String project, BiConsumer<String, String> said)
            throws IOException {
        this.firestoreHost = firestoreHost;
        this.pubSubHost = pubSubHost;
        this.project = project;
        this.said = said;
        this.topic = EmulatedTopic.make(pubSubHost, project);
    }

    public EmulatedTopic topic() {
        return topic;
    }

    /** What {@code --store} says. */
    public String store() {
        return "firestore:" + project;
    }

    /** @param own what this function is told beside the rest */
    public FunctionProcess start(String name, String main, String target, Map<String, String> own) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "FIRESTORE_EMULATOR_HOST",
                firestoreHost,
                "PUBSUB_EMULATOR_HOST",
                pubSubHost,
                "TICKBOX_STORE",
                store(),
                "TICKBOX_TOPIC",
                topic.name(),
                "TICKBOX_INBOX",
                topic.inbox()));
        environment.putAll(own);
        return FunctionProcess.start(children, main, target, environment, line -> said.accept(name, line));
    }

    /** The webhook knows its address and its topic, and nothing else. */
    public FunctionProcess startWebhook(String main, String url, Map<String, String> own) throws IOException {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("PUBSUB_EMULATOR_HOST", pubSubHost);
        environment.put("TICKBOX_EVENTS", topic.notifications());
        environment.put("TICKBOX_WEBHOOK_URL", url);
        return FunctionProcess.start(
                children,
                main,
                "dev.tickbox.functions.WebhookFunction",
                environment,
                line -> said.accept("webhook", line));
    }

    @Override
    public void close() {
        children.close();
        topic.close();
    }
}
