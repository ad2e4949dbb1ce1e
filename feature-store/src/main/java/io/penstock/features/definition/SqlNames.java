package io.penstock.features.definition;

import io.penstock.base.UserError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * The names in an SQL expression: {@code columns} as written, {@code functions} in lower case, and in {@code refused} what
 * no definition may hold (a subquery, a window, a star, a parameter, an alias). Read by the grammar of Spark's parser alone:
 * its tree builder costs three seconds to load, the grammar a tenth of that.
 */
record SqlNames(Set<String> columns, Set<String> functions, Set<String> refused) {
    /** The names in a text; a {@link UserError} says where it does not parse. */
    static SqlNames of(String text) {
        SqlNames names = new SqlNames(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        names.walk(tree(text), new ArrayDeque<>());
        return names;
    }

    /** As Spark does: the fast way first, and where that fails the way that settles every ambiguity. */
    private static ParseTree tree(String text) {
        try {
            return tree(text, PredictionMode.SLL);
        } catch (UserError e) {
            return tree(text, PredictionMode.LL);
        }
    }

    private static ParseTree tree(String text, PredictionMode mode) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseStream(text));
        lexer.removeErrorListeners();
        SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new Refusal());
        parser.getInterpreter().setPredictionMode(mode);
        ParseTree tree = parser.singleExpression();
        if (lexer.has_unclosed_bracketed_comment) {
            throw new UserError("a comment is not closed");
        }
        return tree;
    }

    /** Turns the first syntax error into an exception that says where it is. */
    private static final class Refusal extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException e) {
            boolean end = !(symbol instanceof Token token) || token.getType() == Token.EOF;
            throw new UserError("syntax error " + (end ? "at its end" : "at \"" + ((Token) symbol).getText() + "\"")
                    + " (" + (line > 1 ? "line " + line + ", " : "") + "character " + (column + 1) + ")");
        }
    }

    private void walk(ParseTree node, Deque<Set<String>> lambdas) {
        if (node instanceof SqlBaseParser.LambdaContext lambda) {
            lambdas.push(names(lambda.identifier()));
            walk(lambda.expression(), lambdas);
            lambdas.pop();
            return;
        }
        note(node, lambdas);
        boolean leaf = node instanceof SqlBaseParser.QueryContext || node instanceof SqlBaseParser.FunctionNameContext;
        for (int i = 0; !leaf && i < node.getChildCount(); i++) {
            walk(node.getChild(i), lambdas);
        }
    }

    private void note(ParseTree node, Deque<Set<String>> lambdas) {
        if (node instanceof SqlBaseParser.ColumnReferenceContext column) {
            String name = unquoted(column.identifier().getText());
            if (lambdas.stream().noneMatch(set -> set.contains(name.toLowerCase(Locale.ROOT)))) {
                columns.add(name);
            }
        } else if (node instanceof SqlBaseParser.FunctionNameContext function) {
            functions.add(unquoted(function.getText()).toLowerCase(Locale.ROOT));
        } else if (node instanceof SqlBaseParser.CurrentLikeContext current) {
            functions.add(current.getText().toLowerCase(Locale.ROOT));
        } else if (node instanceof SqlBaseParser.FirstContext
                || node instanceof SqlBaseParser.LastContext
                || node instanceof SqlBaseParser.Any_valueContext) {
            functions.add(node.getChild(0).getText().toLowerCase(Locale.ROOT));
        } else {
            noteRefused(node);
        }
    }

    private void noteRefused(ParseTree node) {
        if (node instanceof SqlBaseParser.QueryContext) {
            refused.add("a subquery");
        } else if (node instanceof SqlBaseParser.WindowSpecContext) {
            refused.add("a window (OVER)");
        } else if (node instanceof SqlBaseParser.StarContext) {
            refused.add("a star");
        } else if (node instanceof SqlBaseParser.NamedParameterLiteralContext
                || node instanceof SqlBaseParser.PosParameterLiteralContext) {
            refused.add("a parameter");
        } else if (node instanceof SqlBaseParser.PercentileContext) {
            refused.add("a percentile");
        } else if (node instanceof SqlBaseParser.NamedExpressionContext named && named.getChildCount() > 1) {
            refused.add("an alias (AS)");
        }
    }

    private static Set<String> names(List<SqlBaseParser.IdentifierContext> identifiers) {
        Set<String> names = new LinkedHashSet<>();
        identifiers.forEach(each -> names.add(unquoted(each.getText()).toLowerCase(Locale.ROOT)));
        return names;
    }

    private static String unquoted(String identifier) {
        boolean quoted = identifier.length() > 1 && identifier.startsWith("`") && identifier.endsWith("`");
        return quoted ? identifier.substring(1, identifier.length() - 1).replace("``", "`") : identifier;
    }
}
