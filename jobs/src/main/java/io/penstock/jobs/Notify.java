package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people of verdicts: posts {@code {"text": ...}}, as Slack and others take it, to the project's webhook.
 *
 * <p>The address may hold a secret, so it is never printed. Whatever goes wrong is said on the console and changes nothing.
 *
 * @param webhook an address; none or an empty one tells nobody
 */
public record Notify(Optional<String> webhook) {
    /** Tells nobody. */
    static final Notify NOBODY = new Notify(Optional.empty());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public Notify {
        requireNonNull(webhook, "webhook");
        webhook = webhook.filter(address -> !address.isBlank());
    }

    /** Posts a text; says on the console if that fails. */
    void tell(String text, Console console) {
        tell(text, PATIENCE, console);
    }

    void tell(String text, Duration patience, Console console) {
        webhook.flatMap(address -> failure(address, text, patience))
                .ifPresent(failure -> console.say("    warning: the webhook was not told: " + failure));
    }

    private static Optional<String> failure(String address, String text, Duration patience) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address.strip()))
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("text", text))))
                    .build();
            HttpResponse<Void> response = HttpClient.newBuilder()
                    .connectTimeout(patience)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("it answered with status " + response.statusCode());
        } catch (IllegalArgumentException e) {
            return Optional.of("notify.webhook is no http or https address");
        } catch (IOException e) {
            // The message of such a failure can name the address.
            return Optional.of("it could not be reached (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public String toString() {
        return webhook.isPresent() ? "webhook" : "nobody";
    }
}
