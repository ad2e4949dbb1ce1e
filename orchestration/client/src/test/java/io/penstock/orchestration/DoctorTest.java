package io.penstock.orchestration;

import static io.penstock.orchestration.StubAirflow.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.orchestration.StubAirflow.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private final StubAirflow stub = new StubAirflow();

    @TempDir
    Path project;

    @BeforeEach
    void anAirflowThatIsWell() throws IOException {
        Files.writeString(project.resolve("plan.json"), "{\"dags\": [{\"dag_id\": \"daily\"}]}");
        stub.on("GET /api/v2/version", json(200, "{'version': '3.3.2'}"));
        stub.on(
                "GET /api/v2/monitor/health",
                json(
                        200,
                        "{'metadatabase': {'status': 'healthy'}, 'scheduler': {'status': 'healthy'},"
                                + " 'triggerer': {'status': null}, 'dag_processor': {'status': 'healthy'}}"));
        stub.on("GET /api/v2/importErrors", json(200, "{'import_errors': [], 'total_entries': 0}"));
        stub.on(
                "GET /api/v2/dags",
                json(200, "{'dags': [{'dag_id': 'daily', 'is_paused': false}]}"),
                json(200, "{'dags': []}"));
        stub.on("GET /api/v2/dags/daily/tasks", json(200, "{'tasks': [{'task_id': 'a', 'pool': 'default_pool'}]}"));
        stub.on(
                "GET /api/v2/pools",
                json(200, "{'pools': [{'name': 'default_pool', 'slots': 8}], 'total_entries': 1}"));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private Ended doctor(String... more) {
        String[] words = new String[3 + more.length];
        System.arraycopy(new String[] {"doctor", "--project", project.toString()}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return stub.run(words);
    }

    @Test
    void allIsWell() {
        Ended ended = doctor();

        assertThat(ended.out())
                .isEqualTo(
                        """
                        ok     server: Airflow 3.3.2
                        ok     metadatabase: healthy
                        ok     scheduler: healthy
                        ok     dag processor: healthy
                        ok     login: a token was given
                        ok     DAG files: all could be read
                        ok     DAG daily: scheduled, its pools exist
                        """);
        assertThat(ended.code()).isZero();
    }

    @Test
    void whatIsNotWellIsToldWithWhatToDo() {
        stub.on(
                "GET /api/v2/monitor/health",
                json(200, "{'metadatabase': {'status': 'healthy'}, 'scheduler': {'status': 'unhealthy'}}"));
        stub.on(
                "GET /api/v2/importErrors",
                json(
                        200,
                        "{'import_errors': [{'filename': 'x.py', 'stack_trace': 'Traceback\\n  at\\nNameError: y'}],"
                                + " 'total_entries': 1}"));
        stub.on(
                "GET /api/v2/dags",
                json(200, "{'dags': [{'dag_id': 'train', 'is_paused': true}, {'dag_id': 'gpu', 'is_paused': false}]}"),
                json(200, "{'dags': []}"));
        stub.on("GET /api/v2/dags/train/tasks", json(200, "{'tasks': []}"));
        stub.on("GET /api/v2/dags/gpu/tasks", json(200, "{'tasks': [{'task_id': 'a', 'pool': 'gpu'}]}"));

        Ended ended = doctor();

        assertThat(ended.out())
                .contains("NOT OK scheduler: unhealthy\n       -> start `airflow scheduler`, or see its log\n")
                .contains("NOT OK dag processor: never started\n")
                .contains("NOT OK DAG file: x.py: NameError: y\n")
                .contains("NOT OK DAG train: paused\n       -> penstock airflow unpause train\n")
                .contains("NOT OK DAG gpu: its tasks name pools that do not exist: gpu\n"
                        + "       -> penstock airflow pools --create gpu=SLOTS\n")
                .contains("NOT OK DAG daily: in " + project.resolve("plan.json") + ", not in Airflow\n");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordEndsTheLook() {
        stub.on("POST /auth/token", json(401, "{'detail': 'Invalid credentials'}"));

        Ended ended = doctor("--output", "json");

        assertThat(ended.out())
                .contains("\"what\" : \"login\"", "Invalid credentials; check PENSTOCK_AIRFLOW_USER and the password")
                .doesNotContain("DAG files");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void noServerIsAFinding() {
        stub.close();

        Ended ended = doctor();

        assertThat(ended.out()).startsWith("NOT OK server: version: no server at " + stub.url());
        assertThat(ended.code()).isEqualTo(1);
    }
}
