package dev.tickbox.store.firestore;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.firestore.FirestoreException;
import dev.tickbox.store.IndexNotReady;
import dev.tickbox.store.StoreException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a failed call tells about its effect. */
enum Answer {
    /** A document was not as the commit asked. Perhaps because our own earlier try has changed it. */
    PRECONDITION,
    /** Nothing was done, and asking again will not help. */
    REFUSED,
    /** Done or not done, or to be done later. */
    UNSURE;

    /** Firestore has no code of its own for it: of an index that is missing it says where to create it instead. */
    private static final Pattern BEING_BUILT = Pattern.compile("currently building|not ready yet");

    static Answer of(Throwable failure) {
        return switch (code(failure)) {
            // NOT_FOUND is a document to update, or the database itself: reading back tells which.
            case ALREADY_EXISTS, FAILED_PRECONDITION, NOT_FOUND -> PRECONDITION;
            case PERMISSION_DENIED, UNAUTHENTICATED, INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED -> REFUSED;
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    RESOURCE_EXHAUSTED,
                    ABORTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS -> UNSURE;
        };
    }

    static StoreException refusal(String database, Throwable failure) {
        if (code(failure) == Status.Code.FAILED_PRECONDITION
                && BEING_BUILT.matcher(message(failure)).find()) {
            return new IndexNotReady(database + ": " + message(failure), failure);
        }
        String mend = switch (code(failure)) {
            case PERMISSION_DENIED ->
                "not allowed: grant roles/datastore.user on the project to the account that runs this";
            case UNAUTHENTICATED -> "not signed in: run: gcloud auth application-default login";
            case NOT_FOUND ->
                "there is no such database: make it with: gcloud firestore databases create,"
                        + " or name another with --store firestore:PROJECT/DATABASE";
            case FAILED_PRECONDITION -> "an index is missing: apply terraform/";
            case UNAVAILABLE, DEADLINE_EXCEEDED -> "no answer: check the network, then try again";
            default -> "refused";
        };
        return new StoreException(database + ": " + mend + " (" + failure.getMessage() + ")", failure);
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    /** The client wraps gRPC's status in various ways. */
    static Status.Code code(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ApiException api -> {
                    return Status.Code.valueOf(api.getStatusCode().getCode().name());
                }
                case FirestoreException known
                when known.getStatus() != null -> {
                    return known.getStatus().getCode();
                }
                case StatusRuntimeException plain -> {
                    return plain.getStatus().getCode();
                }
                case StatusException plain -> {
                    return plain.getStatus().getCode();
                }
                default -> {
                    // Look deeper.
                }
            }
        }
        return Status.Code.UNKNOWN;
    }
}
