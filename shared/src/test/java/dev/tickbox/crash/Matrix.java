package dev.tickbox.crash;

import dev.tickbox.store.Store;
import dev.tickbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Plays a scene once in peace, and then once for each call of it and each way. */
final class Matrix {
    /** One play: at which call, in which way. */
    record Point(int at, String call, Way way) {}

    /** More than processors: a play often waits for its disk. */
    private static final int AT_ONCE = 4;

    private final Supplier<Store> stores;
    private final Function<World, Sites> sites;
    private final Table table;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    Matrix(Supplier<Store> stores, Function<World, Sites> sites, Table table) {
        this.stores = stores;
        this.sites = sites;
        this.table = table;
    }

    /**
     * @param calls which calls of the outside something goes wrong at
     * @param step only every so many of the plays
     */
    List<String> play(Scene scene, Predicate<String> calls, int step) {
        List<List<Point>> plays = plays(inPeace(scene), calls);
        Queue<List<Point>> open = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < plays.size(); i += step) {
            open.add(plays.get(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> players = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                players.add(threads.submit(() -> {
                    List<Point> points;
                    while ((points = open.poll()) != null) {
                        play(scene, points);
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
        try (Store store = stores.get();
                Play play = new Play(
                        scene,
                        store,
                        sites,
                        it -> CrashFault.none(() -> it.books.look("in the middle of a process")))) {
            play.untilTheEnd();
            List<String> calls = play.fault().names();
            Verdict verdict = new Promises(play).verdict();
            verdict.broken().forEach(each -> broken.add(scene.name() + ", in peace: " + each));
            if (verdict.boughtTwice()
                            + verdict.lost()
                            + verdict.publishedTwice()
                            + play.errors().size()
                    > 0) {
                broken.add(scene.name() + ", in peace: " + verdict + play.errors());
            }
            return calls;
        } catch (Exception e) {
            throw new AssertionError(scene.name() + ", in peace", e);
        }
    }

    /** Every point, in plays: points of one play differ in nothing that anybody could see. */
    private static List<List<Point>> plays(List<String> calls, Predicate<String> chosen) {
        Map<String, List<Point>> plays = new LinkedHashMap<>();
        int effects = 0;
        for (int i = 0; i < calls.size(); i++) {
            String call = calls.get(i);
            for (Way way : Way.values()) {
                if (way.fits(call) && chosen.test(call)) {
                    plays.computeIfAbsent(way.play(i + 1, effects, call), each -> new ArrayList<>())
                            .add(new Point(i + 1, call, way));
                }
            }
            effects += Way.leavesSomething(call) ? 1 : 0;
        }
        return List.copyOf(plays.values());
    }

    private void play(Scene scene, List<Point> points) {
        Point first = points.getFirst();
        String name = scene.name() + ", " + first.way() + " at call " + first.at() + " (" + first.call() + "): ";
        try (Store store = stores.get();
                Play play = new Play(scene, store, sites, it -> new CrashFault(first.at(), first.way()))) {
            play.untilTheEnd();
            Verdict verdict = new Promises(play).verdict();
            verdict.broken().forEach(each -> broken.add(name + each));
            if (!play.fault().struck()) {
                broken.add(name + "was not reached");
            }
            points.forEach(point -> table.add(point.call(), point.way(), scene.canBeAsked(), verdict));
        } catch (Exception | AssertionError e) {
            broken.add(name + e);
        }
    }
}
