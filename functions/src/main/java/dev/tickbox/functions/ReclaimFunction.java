package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.tick.context.Shard;
import java.io.IOException;

/** The reclaim tick: collects finished jobs, resolves unknown outcomes, calls the publishers. {@code ?shard=2/4} limits it to one share. */
public final class ReclaimFunction implements HttpFunction {
    private static final int BAD_REQUEST = 400;

    private final FunctionContext deployed;

    public ReclaimFunction() {
        this(FunctionContext.here());
    }

    public ReclaimFunction(FunctionContext deployed) {
        this.deployed = deployed;
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        Shard shard;
        try {
            shard = request.getFirstQueryParameter("shard").map(Shard::parse).orElse(Shard.WHOLE);
        } catch (IllegalArgumentException e) {
            response.setStatusCode(BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        new ScheduledTick(deployed, shard.name("reclaim"), ticks -> ticks.reclaim(shard)).serve(request, response);
    }
}
