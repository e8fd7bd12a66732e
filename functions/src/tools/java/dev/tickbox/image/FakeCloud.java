package dev.tickbox.image;

import com.google.firestore.v1.AggregationResult;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.RunAggregationQueryResponse;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.firestore.v1.WriteResult;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * As much of Firestore and Pub/Sub as the lesson needs, for one client that races with nobody: no preconditions, no order, no limits.
 * The real emulators are not there where an image is made.
 */
final class FakeCloud implements AutoCloseable {
    private final Map<String, Document> documents = new ConcurrentSkipListMap<>();
    private final AtomicLong time = new AtomicLong(1);
    private final Server server;

    FakeCloud() throws IOException {
        String firestore = "google.firestore.v1.Firestore";
        String publisher = "google.pubsub.v1.Publisher";
        String subscriber = "google.pubsub.v1.Subscriber";
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder(firestore)
                        .addMethod(
                                streamed(
                                        firestore + "/BatchGetDocuments",
                                        BatchGetDocumentsRequest.getDefaultInstance(),
                                        BatchGetDocumentsResponse.getDefaultInstance()),
                                ServerCalls.asyncServerStreamingCall(answer(this::get)))
                        .addMethod(
                                streamed(
                                        firestore + "/RunQuery",
                                        RunQueryRequest.getDefaultInstance(),
                                        RunQueryResponse.getDefaultInstance()),
                                ServerCalls.asyncServerStreamingCall(answer(this::query)))
                        .addMethod(
                                streamed(
                                        firestore + "/RunAggregationQuery",
                                        RunAggregationQueryRequest.getDefaultInstance(),
                                        RunAggregationQueryResponse.getDefaultInstance()),
                                ServerCalls.asyncServerStreamingCall(answer(this::sum)))
                        .addMethod(
                                unary(
                                        firestore + "/Commit",
                                        CommitRequest.getDefaultInstance(),
                                        CommitResponse.getDefaultInstance()),
                                ServerCalls.asyncUnaryCall(answer(this::commit)))
                        .build())
                .addService(ServerServiceDefinition.builder(publisher)
                        .addMethod(
                                unary(
                                        publisher + "/Publish",
                                        PublishRequest.getDefaultInstance(),
                                        PublishResponse.getDefaultInstance()),
                                ServerCalls.asyncUnaryCall(answer(this::publish)))
                        .build())
                .addService(ServerServiceDefinition.builder(subscriber)
                        .addMethod(
                                unary(
                                        subscriber + "/Pull",
                                        PullRequest.getDefaultInstance(),
                                        PullResponse.getDefaultInstance()),
                                ServerCalls.asyncUnaryCall(
                                        answer(nothing -> List.of(PullResponse.getDefaultInstance()))))
                        .build())
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> streamed(String name, Q asks, A says) {
        return method(MethodType.SERVER_STREAMING, name, asks, says);
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> unary(String name, Q asks, A says) {
        return method(MethodType.UNARY, name, asks, says);
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
            MethodType type, String name, Q asks, A says) {
        return MethodDescriptor.<Q, A>newBuilder(ProtoUtils.marshaller(asks), ProtoUtils.marshaller(says))
                .setType(type)
                .setFullMethodName(name)
                .build();
    }

    private static <Q, A> Answering<Q, A> answer(Function<Q, List<A>> answers) {
        return (request, to) -> {
            answers.apply(request).forEach(to::onNext);
            to.onCompleted();
        };
    }

    /** Both kinds of call, by one method. */
    private interface Answering<Q, A> extends ServerCalls.ServerStreamingMethod<Q, A>, ServerCalls.UnaryMethod<Q, A> {
        @Override
        void invoke(Q request, StreamObserver<A> to);
    }

    private List<BatchGetDocumentsResponse> get(BatchGetDocumentsRequest request) {
        return request.getDocumentsList().stream()
                .map(name -> {
                    var answer = BatchGetDocumentsResponse.newBuilder().setReadTime(now());
                    Optional.ofNullable(documents.get(name))
                            .ifPresentOrElse(answer::setFound, () -> answer.setMissing(name));
                    return answer.build();
                })
                .toList();
    }

    private List<CommitResponse> commit(CommitRequest request) {
        Timestamp at = now();
        var answer = CommitResponse.newBuilder().setCommitTime(at);
        for (Write write : request.getWritesList()) {
            if (write.hasUpdate()) {
                documents.put(
                        write.getUpdate().getName(),
                        write.getUpdate().toBuilder()
                                .setCreateTime(at)
                                .setUpdateTime(at)
                                .build());
            } else {
                documents.remove(write.getDelete());
            }
            answer.addWriteResults(WriteResult.newBuilder().setUpdateTime(at));
        }
        return List.of(answer.build());
    }

    private List<RunQueryResponse> query(RunQueryRequest request) {
        StructuredQuery query = request.getStructuredQuery();
        String from = "/" + query.getFrom(0).getCollectionId() + "/";
        List<RunQueryResponse> found = documents.values().stream()
                .filter(document -> document.getName().contains(from) && matches(query.getWhere(), document))
                .map(document -> RunQueryResponse.newBuilder()
                        .setDocument(document)
                        .setReadTime(now())
                        .build())
                .toList();
        return found.isEmpty()
                ? List.of(RunQueryResponse.newBuilder().setReadTime(now()).build())
                : found;
    }

    private static boolean matches(Filter where, Document document) {
        return switch (where.getFilterTypeCase()) {
            case COMPOSITE_FILTER ->
                where.getCompositeFilter().getFiltersList().stream().allMatch(each -> matches(each, document));
            case FIELD_FILTER -> {
                FieldFilter filter = where.getFieldFilter();
                Value value = document.getFieldsMap().get(filter.getField().getFieldPath());
                yield value != null
                        && switch (filter.getOp()) {
                            case EQUAL -> value.equals(filter.getValue());
                            case LESS_THAN -> compare(value, filter.getValue()) < 0;
                            default -> compare(value, filter.getValue()) >= 0;
                        };
            }
            case UNARY_FILTER, FILTERTYPE_NOT_SET -> true;
        };
    }

    /** The two kinds of value that we order by. */
    private static int compare(Value one, Value other) {
        return one.hasTimestampValue()
                ? Timestamps.compare(one.getTimestampValue(), other.getTimestampValue())
                : one.getStringValue().compareTo(other.getStringValue());
    }

    private List<RunAggregationQueryResponse> sum(RunAggregationQueryRequest request) {
        var result = AggregationResult.newBuilder();
        request.getStructuredAggregationQuery()
                .getAggregationsList()
                .forEach(each -> result.putAggregateFields(
                        each.getAlias(), Value.newBuilder().setIntegerValue(0).build()));
        return List.of(RunAggregationQueryResponse.newBuilder()
                .setResult(result)
                .setReadTime(now())
                .build());
    }

    private List<PublishResponse> publish(PublishRequest request) {
        var answer = PublishResponse.newBuilder();
        request.getMessagesList().forEach(message -> answer.addMessageIds("" + time.incrementAndGet()));
        return List.of(answer.build());
    }

    private Timestamp now() {
        return Timestamp.newBuilder().setSeconds(time.incrementAndGet()).build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
