package io.penstock.features.online;

import io.penstock.features.OnlineSetting;
import java.util.Map;

/** What a service does that embeds the reader; loaded without Spark. */
public final class ServiceAlone {

    private ServiceAlone() {}

    /** What the store says of a carrier. */
    public static String ask(String sqlite, String redis, String carrier) {
        StringBuilder answers = new StringBuilder();
        for (OnlineSetting setting :
                new OnlineSetting[] {new OnlineSetting.Sqlite(sqlite), new OnlineSetting.Redis(redis)}) {
            try (OnlineReader reader = OnlineReader.open(setting)) {
                OnlineAnswer answer = reader.read("delays", Map.of("carrier", carrier));
                answers.append(answer.state().text())
                        .append(' ')
                        .append(answer.values())
                        .append('\n');
            }
        }
        return answers.toString();
    }
}
