package io.penstock.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.penstock.orchestration.airflow.AirflowApi;
import io.penstock.orchestration.airflow.http.ApiClient;
import io.penstock.orchestration.airflow.http.ApiException;
import io.penstock.orchestration.airflow.model.Credentials;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One Airflow, asked by one user.
 *
 * <p>Each question has a time limit that covers its whole answer. {@link #read} asks again where that may help;
 * {@link #change} asks once, for nobody knows what became of a change without an answer. A token that is no longer
 * taken (401, or 403 with "Invalid JWT token") is renewed once for each question.
 */
final class Airflow {

    /** A call of the generated client. */
    interface Call<T> {
        T on(AirflowApi api) throws ApiException;
    }

    private static final String BAD_TOKEN = "Invalid JWT token";

    private final Login login;
    private final Limits limits;
    private final AirflowApi open;
    private final AirflowApi known;
    private final ExecutorService calls = Executors.newCachedThreadPool(Airflow::daemon);
    private volatile String token;

    Airflow(Login login, Limits limits) {
        this.login = login;
        this.limits = limits;
        this.open = new AirflowApi(client());
        this.known = new AirflowApi(
                client().setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token)));
    }

    Limits limits() {
        return limits;
    }

    /** Asks what needs no login. */
    <T> T readOpenly(String doing, Call<T> call) {
        return repeated(() -> once(doing, open, call));
    }

    /** Asks what changes nothing. {@code doing} begins the text of an error. */
    <T> T read(String doing, Call<T> call) {
        return repeated(() -> asUser(doing, call));
    }

    /** Asks what changes nothing; empty where there is no such thing. */
    <T> Optional<T> find(String doing, Call<T> call) {
        try {
            return Optional.of(read(doing, call));
        } catch (ErrorAnswer answer) {
            if (answer.status() == ErrorAnswer.NOT_FOUND) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    /** Asks for a change, once. */
    <T> T change(String doing, Call<T> call) {
        if (token == null) {
            logIn();
        }
        return asUser(doing, call);
    }

    /** Takes a new token; does nothing else. */
    void logIn() {
        token = repeated(this::newToken);
    }

    private String newToken() {
        Credentials credentials = new Credentials().username(login.user()).password(login.password());
        return once("login as " + login, open, api -> api.createToken(credentials))
                .getAccessToken();
    }

    private <T> T asUser(String doing, Call<T> call) {
        if (token == null) {
            token = newToken();
        }
        try {
            return once(doing, known, call);
        } catch (ErrorAnswer answer) {
            if (!staleToken(answer)) {
                throw answer;
            }
            token = newToken();
            return again(doing, call);
        }
    }

    private <T> T again(String doing, Call<T> call) {
        try {
            return once(doing, known, call);
        } catch (ErrorAnswer answer) {
            if (staleToken(answer)) {
                throw Unsuccessful.fault(answer.getMessage() + "; a token that was made this moment is refused: "
                        + "is the api-server's signing key the same on all its copies, and its clock right?");
            }
            throw answer;
        }
    }

    private static boolean staleToken(ErrorAnswer answer) {
        return answer.status() == ErrorAnswer.UNAUTHORIZED
                || (answer.status() == ErrorAnswer.FORBIDDEN
                        && answer.getMessage().contains(BAD_TOKEN));
    }

    private <T> T repeated(Supplier<T> question) {
        Duration pause = limits.pause();
        for (int tried = 1; ; tried++) {
            try {
                return question.get();
            } catch (NoAnswer | ErrorAnswer error) {
                boolean passing = !(error instanceof ErrorAnswer answer) || answer.mayPass();
                if (!passing || tried == Limits.TRIES) {
                    throw error;
                }
            }
            Limits.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** The client's own time limit ends with the answer's first line, so the call as a whole has one too. */
    private <T> T once(String doing, AirflowApi api, Call<T> call) {
        Future<T> answer = calls.submit(() -> call.on(api));
        try {
            T value = answer.get(limits.request().toMillis(), TimeUnit.MILLISECONDS);
            if (value == null) {
                throw new NoAnswer(doing + ": the answer of " + login.url() + " is empty", null);
            }
            return value;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw late(doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw Unsuccessful.fault(doing + ": interrupted");
        } catch (ExecutionException e) {
            throw explained(doing, e.getCause());
        }
    }

    private NoAnswer late(String doing, Throwable cause) {
        return new NoAnswer(
                "%s: no answer of %s within %d ms"
                        .formatted(doing, login.url(), limits.request().toMillis()),
                cause);
    }

    private Unsuccessful explained(String doing, Throwable error) {
        if (error instanceof ApiException answer && answer.getCode() != 0) {
            return new ErrorAnswer(doing, answer.getCode(), Detail.of(answer.getResponseBody()));
        }
        Throwable cause = error instanceof ApiException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return late(doing, cause);
        }
        if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
            return new NoAnswer(
                    doing + ": no server at " + login.url() + "; is Airflow up, and " + Login.URL + " right?", cause);
        }
        if (cause instanceof JsonProcessingException) {
            return new NoAnswer(
                    doing + ": the answer of " + login.url() + " is not what Airflow's API gives; is " + Login.URL
                            + " an Airflow 3?",
                    cause);
        }
        return new NoAnswer(
                doing + ": the answer of " + login.url() + " broke off ("
                        + cause.getClass().getSimpleName() + ")",
                cause);
    }

    private ApiClient client() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(login.url().toString());
        client.setHttpClientBuilder(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limits.connect()));
        return client.setReadTimeout(limits.request());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "airflow call");
        thread.setDaemon(true);
        return thread;
    }
}
