package io.penstock.orchestration;

import static io.penstock.orchestration.StubAirflow.brokenOff;
import static io.penstock.orchestration.StubAirflow.cut;
import static io.penstock.orchestration.StubAirflow.json;
import static io.penstock.orchestration.StubAirflow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.orchestration.airflow.model.DagPatch;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AirflowTest {
    private static final String DAG = "/api/v2/dags/daily";
    private static final StubAirflow.Answer GOOD = json(200, "{'dag_id': 'daily', 'is_paused': false}");

    private final StubAirflow stub = new StubAirflow();

    @AfterEach
    void close() {
        stub.close();
    }

    private String read() {
        return stub.client().read("DAG daily", api -> api.dag("daily")).getDagId();
    }

    private Unsuccessful failsToRead() {
        return catchThrowableOfType(Unsuccessful.class, this::read);
    }

    private Unsuccessful failsToChange() {
        return catchThrowableOfType(Unsuccessful.class, () -> stub.client()
                .change("DAG daily", api -> api.patchDag("daily", new DagPatch().isPaused(true))));
    }

    @Test
    void aQuestionIsAskedWithTheTokenOfOneLogin() {
        stub.on("GET " + DAG, exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            json(200, "{'dag_id': '" + header + "'}").to(exchange);
        });
        Airflow airflow = stub.client();

        String first = airflow.read("DAG", api -> api.dag("daily")).getDagId();
        airflow.read("DAG", api -> api.dag("daily"));

        assertThat(first).isEqualTo("Bearer token-1");
        assertThat(stub.asked("POST /auth/token")).isEqualTo(1);
    }

    @Test
    void aReadingIsRepeatedAfterACutABreakAServerErrorAndNonsense() {
        for (StubAirflow.Answer bad : new StubAirflow.Answer[] {
            cut(),
            brokenOff(),
            text(500, "<html>Internal Server Error</html>"),
            text(200, "{\"dag_id\": "),
            text(200, "")
        }) {
            stub.on("GET " + DAG, bad, GOOD);

            assertThat(read()).isEqualTo("daily");
        }
    }

    @Test
    void aReadingThatFailsThreeTimesFails() {
        stub.on("GET " + DAG, text(503, ""));

        assertThat(failsToRead())
                .hasMessage("DAG daily: Airflow answered 503; the api-server's log says more")
                .extracting(Unsuccessful::exit)
                .isEqualTo(Exit.FAULT);
        assertThat(stub.asked("GET " + DAG)).isEqualTo(3);
    }

    @Test
    void aChangeIsAskedForOnce() {
        stub.on("PATCH " + DAG, cut(), GOOD);

        assertThat(failsToChange()).isInstanceOf(NoAnswer.class).hasMessageContaining("DAG daily: the answer of http");
        assertThat(stub.asked("PATCH " + DAG)).isEqualTo(1);
    }

    @Test
    void aSilentServerIsGivenUpAfterTheLimit() {
        stub.impatient(Duration.ofMillis(300)).on("GET " + DAG, stub.silent());

        assertThat(failsToRead()).isInstanceOf(NoAnswer.class).hasMessageContaining("within 300 ms");
        assertThat(stub.asked("GET " + DAG)).isEqualTo(3);
    }

    @Test
    void anAnswerThatStopsMidwayIsGivenUpAfterTheLimit() {
        stub.impatient(Duration.ofMillis(300)).on("PATCH " + DAG, stub.begun());

        assertThat(failsToChange()).isInstanceOf(NoAnswer.class).hasMessageContaining("within 300 ms");
    }

    @Test
    void noServerIsToldWithItsAddress() {
        stub.close();

        assertThat(failsToRead())
                .hasMessage("login as ada at " + stub.url() + ": no server at " + stub.url()
                        + "; is Airflow up, and PENSTOCK_AIRFLOW_URL right?");
    }

    @Test
    void nonsenseIsToldAndNotShown() {
        stub.on("GET " + DAG, text(200, "<html>some other server, " + StubAirflow.SECRET + "</html>"));

        assertThat(failsToRead())
                .hasMessage("DAG daily: the answer of " + stub.url()
                        + " is not what Airflow's API gives; is PENSTOCK_AIRFLOW_URL an Airflow 3?");
    }

    @Test
    void anExpiredTokenIsRenewedOnce() {
        stub.on("GET " + DAG, json(401, "{'detail': 'Token Expired'}"), GOOD);

        assertThat(read()).isEqualTo("daily");
        assertThat(stub.asked("POST /auth/token")).isEqualTo(2);
    }

    @Test
    void aMalformedTokenIsRenewedOnceForAChangeToo() {
        stub.on("PATCH " + DAG, json(403, "{'detail': 'Invalid JWT token'}"), GOOD);

        stub.client().change("DAG daily", api -> api.patchDag("daily", new DagPatch().isPaused(true)));

        assertThat(stub.asked("POST /auth/token")).isEqualTo(2);
    }

    @Test
    void aNewTokenThatIsRefusedTooIsNotRenewedAgain() {
        stub.on("GET " + DAG, json(401, "{'detail': 'Invalid JWT token'}"));

        assertThat(failsToRead())
                .hasMessageContaining("a token that was made this moment is refused")
                .extracting(Unsuccessful::exit)
                .isEqualTo(Exit.FAULT);
        assertThat(stub.asked("POST /auth/token")).isEqualTo(2);
    }

    @Test
    void aMissingRightIsToldAndNothingIsRenewed() {
        stub.on("GET " + DAG, json(403, "{'detail': 'Forbidden'}"));

        assertThat(failsToRead())
                .hasMessage(
                        "DAG daily: Airflow answered 403, Forbidden; this user has no right to it, ask for a role that has");
        assertThat(stub.asked("POST /auth/token")).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        stub.on("POST /auth/token", json(401, "{'detail': 'Invalid credentials'}"));

        assertThat(failsToRead())
                .hasMessage("login as ada at " + stub.url()
                        + ": Airflow answered 401, Invalid credentials; check PENSTOCK_AIRFLOW_USER and the password");
    }

    @Test
    void complaintsAboutFieldsAreToldWithoutWhatWasSent() {
        stub.on(
                "POST /auth/token",
                json(
                        422,
                        "{'detail': [{'loc': ['body', 'password'], 'msg': 'too\\n  short', 'input': '"
                                + StubAirflow.SECRET + "'}, {'loc': ['body', 'username'], 'msg': 'unknown'}]}"));

        assertThat(failsToRead())
                .hasMessage("login as ada at " + stub.url()
                        + ": Airflow answered 422, body.password too short; body.username unknown");
    }

    @Test
    void anObjectAsDetailIsToldByItsFields() {
        stub.on(
                "PATCH " + DAG,
                json(409, "{'detail': {'reason': 'Unique constraint violation', 'statement': 'hidden', 'extra': {}}}"));

        assertThat(failsToChange())
                .hasMessage("DAG daily: Airflow answered 409, reason: Unique constraint violation, statement: hidden");
    }

    @Test
    void whatIsNotThereIsFoundEmpty() {
        assertThat(stub.client().find("DAG other", api -> api.dag("other"))).isEmpty();
    }

    @Test
    void aLoginWithoutAServerIsNotTriedNineTimes() {
        stub.on("POST /auth/token", text(500, ""));

        assertThatThrownBy(this::read).hasMessageContaining("Airflow answered 500");
        assertThat(stub.asked("POST /auth/token")).isEqualTo(3);
    }

    @Test
    void aLoginIsShownWithoutItsPassword() {
        assertThat(new Login(URI.create("http://there:80"), "ada", StubAirflow.SECRET))
                .hasToString("ada at http://there:80");
    }
}
