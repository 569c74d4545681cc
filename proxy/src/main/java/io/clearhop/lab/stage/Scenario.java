package io.clearhop.lab.stage;

/** A phenomenon of connection management: a lesson, and the play that shows it on real sockets, within seconds. */
public interface Scenario {
    /** What it teaches. */
    Lesson lesson();

    /**
     * Plays it: puts parties on the stage, lets them talk, says what is to be seen, measures, and compares what was
     * expected with what was observed. It observes and does not assert: with the cause removed it has to come to its end
     * too, and only the verdict turns.
     *
     * @throws NotHere if this machine cannot show it
     * @throws Exception if something went wrong that has nothing to do with the phenomenon
     */
    void play(Stage stage) throws Exception;
}
