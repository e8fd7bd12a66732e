package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.tick.Ticks;
import java.io.IOException;

/** The submit tick: starts due runs, drives the runs that can continue, and submits reservations. */
public final class SubmitFunction implements HttpFunction {
    private final ScheduledTick scheduled;

    public SubmitFunction() {
        this(FunctionContext.here());
    }

    public SubmitFunction(FunctionContext deployed) {
        this.scheduled = new ScheduledTick(deployed, "submit", Ticks::submit);
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        scheduled.serve(request, response);
    }
}
