package io.penstock.orchestration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where Airflow is, and as whom to ask it; read from the environment. The password is shown nowhere. */
record Login(URI url, String user, String password) {
    static final String URL = "PENSTOCK_AIRFLOW_URL";
    static final String USER = "PENSTOCK_AIRFLOW_USER";
    static final String PASSWORD = "PENSTOCK_AIRFLOW_PASSWORD";
    static final String PASSWORD_FILE = "PENSTOCK_AIRFLOW_PASSWORD_FILE";
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    static Login from(Map<String, String> environment) {
        String user = environment.getOrDefault(USER, "");
        if (user.isBlank()) {
            throw Unsuccessful.refused(USER + " is not set: the name that Airflow knows you by");
        }
        return new Login(url(environment.getOrDefault(URL, DEFAULT_URL)), user, password(environment));
    }

    private static URI url(String text) {
        URI url;
        try {
            url = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw Unsuccessful.refused(URL + " is no address; write it as " + DEFAULT_URL);
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw Unsuccessful.refused(
                    URL + " is http:// or https://, a host, a port and no login in it, such as " + DEFAULT_URL);
        }
        return url;
    }

    private static String password(Map<String, String> environment) {
        String password = environment.getOrDefault(PASSWORD, "");
        if (!password.isEmpty()) {
            return password;
        }
        String file = environment.getOrDefault(PASSWORD_FILE, "");
        if (file.isEmpty()) {
            throw Unsuccessful.refused(
                    "there is no password: set " + PASSWORD + ", or " + PASSWORD_FILE + " to a file that holds it");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw Unsuccessful.refused(PASSWORD_FILE + " names " + file + ", which cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
