package io.penstock.features.definition;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.misc.Interval;

/** Shows letters to the lexer in upper case, as Spark's grammar has its keywords, and gives texts as written. */
final class UpperCaseStream implements CharStream {
    private final CharStream text;

    UpperCaseStream(String text) {
        this.text = CharStreams.fromString(text);
    }

    @Override
    public int LA(int i) {
        int next = text.LA(i);
        return next <= 0 ? next : Character.toUpperCase(next);
    }

    @Override
    public String getText(Interval interval) {
        return text.getText(interval);
    }

    @Override
    public void consume() {
        text.consume();
    }

    @Override
    public int mark() {
        return text.mark();
    }

    @Override
    public void release(int marker) {
        text.release(marker);
    }

    @Override
    public int index() {
        return text.index();
    }

    @Override
    public void seek(int index) {
        text.seek(index);
    }

    @Override
    public int size() {
        return text.size();
    }

    @Override
    public String getSourceName() {
        return text.getSourceName();
    }
}
