package io.penstock.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.orchestration.airflow.model.Component;
import io.penstock.orchestration.airflow.model.Dag;
import io.penstock.orchestration.airflow.model.Health;
import io.penstock.orchestration.airflow.model.ImportError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Looks whether Airflow can run the DAGs of a project; what cannot be asked without the thing before is left out. */
final class Doctor {
    private static final String HEALTHY = "healthy";

    private final Airflow airflow;
    private final Path plan;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Airflow airflow, Path project) {
        this.airflow = airflow;
        this.plan = project.resolve("plan.json");
    }

    List<Finding> look() {
        if (attempt("server", this::server) && attempt("login", this::login)) {
            attempt("DAG files", this::importErrors);
            attempt("DAGs", this::dags);
        }
        return findings;
    }

    /** Says whether the next may be asked. */
    private boolean attempt(String what, Supplier<Boolean> look) {
        try {
            return look.get();
        } catch (Unsuccessful error) {
            findings.add(Finding.ill(what, error.getMessage(), "put that right, then ask again"));
            return false;
        }
    }

    private boolean server() {
        String version = airflow.readOpenly("version", api -> api.version()).getVersion();
        findings.add(
                version != null && version.startsWith("3.")
                        ? Finding.well("server", "Airflow " + version)
                        : Finding.ill("server", "Airflow " + version, "Airflow 3 is spoken here"));
        Health health = airflow.readOpenly("health", api -> api.health());
        component("metadatabase", health.getMetadatabase(), "see the api-server's log");
        component("scheduler", health.getScheduler(), "start `airflow scheduler`, or see its log");
        component("dag processor", health.getDagProcessor(), "start `airflow dag-processor`, or see its log");
        if (health.getTriggerer() != null && health.getTriggerer().getStatus() != null) {
            component("triggerer", health.getTriggerer(), "see its log; no DAG of ours needs one");
        }
        return true;
    }

    private void component(String name, Component component, String advice) {
        String status = component == null || component.getStatus() == null ? "never started" : component.getStatus();
        findings.add(status.equals(HEALTHY) ? Finding.well(name, status) : Finding.ill(name, status, advice));
    }

    private boolean login() {
        airflow.logIn();
        findings.add(Finding.well("login", "a token was given"));
        return true;
    }

    private boolean importErrors() {
        List<ImportError> errors = Pages.all(from -> {
            var page = airflow.read("import errors", api -> api.importErrors(Pages.SIZE, from));
            return new Pages.Page<>(page.getImportErrors(), page.getTotalEntries());
        });
        for (ImportError error : errors) {
            findings.add(
                    Finding.ill("DAG file", error.getFilename() + ": " + lastLine(error.getStackTrace()), "mend it"));
        }
        if (errors.isEmpty()) {
            findings.add(Finding.well("DAG files", "all could be read"));
        }
        return true;
    }

    private static String lastLine(String trace) {
        String[] lines =
                trace == null ? new String[] {"no trace"} : trace.strip().split("\n", -1);
        return lines[lines.length - 1].strip();
    }

    private boolean dags() {
        Dags all = new Dags(airflow);
        List<Dag> ours = all.ours();
        Set<String> missing = planned();
        for (Dag dag : ours) {
            missing.remove(dag.getDagId());
            findings.add(finding(dag, all.missingPools(dag.getDagId())));
        }
        for (String dag : missing) {
            findings.add(Finding.ill(
                    "DAG " + dag,
                    "in " + plan + ", not in Airflow",
                    "name the project in PENSTOCK_PROJECTS of the dag-processor, and wait for its next look"));
        }
        if (ours.isEmpty() && missing.isEmpty()) {
            findings.add(
                    Finding.ill("DAGs", "none has the tag " + Dags.TAG, "put orchestration/dags on its DAGs path"));
        }
        return true;
    }

    private static Finding finding(Dag dag, Set<String> missingPools) {
        String id = dag.getDagId();
        String name = "DAG " + id;
        if (!missingPools.isEmpty()) {
            String pool = missingPools.iterator().next();
            return Finding.ill(
                    name,
                    "its tasks name pools that do not exist: " + String.join(", ", missingPools),
                    "penstock airflow pools --create " + pool + "=SLOTS");
        }
        return Boolean.TRUE.equals(dag.getIsPaused())
                ? Finding.ill(name, "paused", "penstock airflow unpause " + id)
                : Finding.well(name, "scheduled, its pools exist");
    }

    /** The DAGs that the project's plan names; none if it has no plan. */
    private Set<String> planned() {
        Set<String> ids = new TreeSet<>();
        if (Files.exists(plan)) {
            try {
                JsonNode fields = new ObjectMapper().readTree(plan.toFile());
                fields.path("dags").forEach(dag -> ids.add(dag.path("dag_id").asText()));
            } catch (IOException e) {
                findings.add(Finding.ill("plan", plan + " cannot be read", "penstock plan --output json > " + plan));
            }
        }
        return ids;
    }
}
