package dev.tickbox.crash;

import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Plays a scene once in peace, and then once for each call of it and each way. */
final class Matrix {
    /** One play: at which call, in which way. */
    record Point(int at, String call, Way way) {}

    private static final int AT_ONCE = 2;

    private final Supplier<Store> stores;
    private final Table table;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    Matrix(Supplier<Store> stores, Table table) {
        this.stores = stores;
        this.table = table;
    }

    /** @param step only every so many of the points */
    List<String> play(Scene scene, int step) {
        List<Point> points = points(inPeace(scene));
        Queue<Point> open = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < points.size(); i += step) {
            open.add(points.get(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> players = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                players.add(threads.submit(() -> {
                    Point point;
                    while ((point = open.poll()) != null) {
                        play(scene, point);
                    }
                }));
            }
            for (Future<?> player : players) {
                player.get();
            }
        } catch (Exception e) {
            throw new AssertionError(scene.name(), e);
        }
        return List.copyOf(broken);
    }

    private List<String> inPeace(Scene scene) {
        try (Store store = stores.get()) {
            Play play = new Play(
                    scene, store, Play.memorySites(), it -> Fault.none(() -> it.books.look("in the middle of a process")));
            play.untilTheEnd();
            List<String> calls = play.fault().names();
            Verdict verdict = new Promises(play).verdict();
            verdict.broken().forEach(each -> broken.add(scene.name() + ", in peace: " + each));
            if (verdict.boughtTwice() + verdict.lost() + verdict.publishedTwice() + play.errors().size() > 0) {
                broken.add(scene.name() + ", in peace: " + verdict + play.errors());
            }
            return calls;
        } catch (Exception e) {
            throw new AssertionError(scene.name() + ", in peace", e);
        }
    }

    private static List<Point> points(List<String> calls) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            for (Way way : Way.values()) {
                if (way.fits(calls.get(i))) {
                    points.add(new Point(i + 1, calls.get(i), way));
                }
            }
        }
        return points;
    }

    private void play(Scene scene, Point point) {
        String name = scene.name() + ", " + point.way() + " at call " + point.at() + " (" + point.call() + "): ";
        try (Store store = stores.get()) {
            Play play = new Play(scene, store, Play.memorySites(), it -> new Fault(point.at(), point.way()));
            play.untilTheEnd();
            Verdict verdict = new Promises(play).verdict();
            verdict.broken().forEach(each -> broken.add(name + each));
            if (!play.fault().struck()) {
                broken.add(name + "was not reached");
            }
            table.add(point.call(), point.way(), scene.canBeAsked(), verdict);
        } catch (Exception | AssertionError e) {
            broken.add(name + e);
        }
    }
}
