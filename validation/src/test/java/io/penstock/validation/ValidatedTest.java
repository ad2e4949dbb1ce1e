package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class ValidatedTest {
    private static final String SNIPPET =
            """
            package io.penstock.lake;
            import io.penstock.validation.*;
            import java.util.*;
            class Outside {
                Validated proof(Candidate candidate, GateReport report) {
                    return %s;
                }
            }
            """;

    @Test
    void outsideTheGatesPackageNobodyCanMakeOne() {
        assertThat(compile("new Validated(candidate, List.of(), Map.of(), \"\")"))
                .singleElement()
                .asString()
                .startsWith("Validated(io.penstock.validation.Candidate,")
                .endsWith("is not public in io.penstock.validation.Validated; cannot be accessed from outside package");
    }

    @Test
    void outsideTheGatesPackageNobodyCanExtendIt() {
        assertThat(compile("new Validated(candidate, List.of(), Map.of(), \"\") {}"))
                .anySatisfy(error -> assertThat(error).contains("cannot inherit from final"));
    }

    @Test
    void itIsTakenFromAReport() {
        assertThat(compile("report.validated().orElseThrow()")).isEmpty();
    }

    private static List<String> compile(String expression) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Outside.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SNIPPET.formatted(expression);
                    }
                };
        List<String> options = List.of(
                "-proc:none", "-d", System.getProperty("java.io.tmpdir"), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(null, null, found, options, null, List.of(source)).call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
