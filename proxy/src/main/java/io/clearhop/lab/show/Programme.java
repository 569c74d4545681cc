package io.clearhop.lab.show;

import io.clearhop.console.Playhouse.Play;
import io.clearhop.console.Playhouse.Words;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Text;

/** The lab's texts in the words of the console. */
final class Programme {
    private Programme() {}

    static Play of(Lesson lesson) {
        return new Play(
                lesson.name(),
                words(lesson.family().title()),
                words(lesson.title()),
                words(lesson.see()),
                words(lesson.why()),
                words(lesson.cure()),
                words(lesson.today()),
                words(lesson.cause().present()),
                words(lesson.cause().removed()),
                lesson.sources());
    }

    static Words words(Text text) {
        return new Words(text.en(), text.ko());
    }
}
