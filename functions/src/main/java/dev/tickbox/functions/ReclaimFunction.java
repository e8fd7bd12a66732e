package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.tick.Ticks;
import java.io.IOException;

/** The reclaim tick: collects what has ended, finds what was lost, calls the publishers. */
public final class ReclaimFunction implements HttpFunction {
    private final Scheduled scheduled;

    public ReclaimFunction() {
        this(Deployed.here());
    }

    public ReclaimFunction(Deployed deployed) {
        this.scheduled = new Scheduled(deployed, "reclaim", Ticks::reclaim);
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        scheduled.serve(request, response);
    }
}
