package io.penstock.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @Test
    void withoutAnAddressItIsThisMachine() {
        Login login = Login.from(Map.of(Login.USER, "ada", Login.PASSWORD, "x"));

        assertThat(login.url()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    }

    @Test
    void thePasswordMayStandInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of file\n");

        Login login = Login.from(Map.of(Login.USER, "ada", Login.PASSWORD_FILE, file.toString()));

        assertThat(login.password()).isEqualTo("of file");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Login.from(Map.of(Login.USER, "ada", Login.PASSWORD_FILE, "/no/such")))
                .hasMessage(
                        "PENSTOCK_AIRFLOW_PASSWORD_FILE names /no/such, which cannot be read (NoSuchFileException)");
    }

    @Test
    void noUserAndNoPasswordAreToldWithTheirVariables() {
        assertThatThrownBy(() -> Login.from(Map.of()))
                .hasMessage("PENSTOCK_AIRFLOW_USER is not set: the name that Airflow knows you by");
        assertThatThrownBy(() -> Login.from(Map.of(Login.USER, "ada")))
                .hasMessage(
                        "there is no password: set PENSTOCK_AIRFLOW_PASSWORD, or PENSTOCK_AIRFLOW_PASSWORD_FILE to a"
                                + " file that holds it");
    }

    @Test
    void anAddressWithALoginInItIsRefusedAndNotShown() {
        assertThatThrownBy(() -> Login.from(
                        Map.of(Login.URL, "http://ada:secret@there", Login.USER, "ada", Login.PASSWORD, "x")))
                .hasMessage("PENSTOCK_AIRFLOW_URL is http:// or https://, a host, a port and no login in it, such as"
                        + " http://127.0.0.1:8080");
    }
}
