package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.base.YamlMap;
import io.penstock.features.About;
import io.penstock.features.OnlineSetting;
import io.penstock.features.definition.AboutYaml;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code penstock.yaml} says: the project's name, where its lake lies, which online store it has and who is told. */
record Settings(String project, About about, String lake, Optional<OnlineSetting> onlineStore, Notify notifying) {
    private static final Shape ONLINE = Shape.union(
            "online store",
            new TreeMap<>(Map.of(
                    "sqlite",
                            Shape.object("SQLite store")
                                    .need("sqlite", Shape.text(), "The file, from the project's folder."),
                    "redis",
                            Shape.object("Redis store")
                                    .need("redis", Shape.text(), "The server's address, as redis://host:6379."))));

    /** Every key of {@code penstock.yaml}. */
    static final ObjectShape SHAPE = Shape.object("project")
            .need("project", Shape.name(), "Its name.")
            .and(AboutYaml.SHAPE)
            .need(
                    "lake",
                    Shape.text(),
                    "Where its tables lie: a path from the project's folder, or file:, hdfs:, s3a:.")
            .may("online_store", ONLINE, "Where materialize writes; the project has no online features where left out.")
            .may(
                    "notify",
                    Shape.object("notify")
                            .need(
                                    "webhook",
                                    Shape.value(),
                                    "An address that takes {\"text\": ...}, as Slack's do; it is a secret, so write"
                                            + " ${NAME:-} and set it in the environment. Empty: nobody is told."),
                    "Who is told of warnings and alarms of the monitors.");

    Settings {
        requireNonNull(project, "project");
        requireNonNull(about, "about");
        requireNonNull(lake, "lake");
        requireNonNull(onlineStore, "onlineStore");
        requireNonNull(notifying, "notifying");
    }

    static Settings read(YamlMap yaml) {
        Fields fields = new Fields(yaml);
        Fields online = fields.below("online_store");
        Optional<OnlineSetting> sqlite = online.text("sqlite").map(OnlineSetting.Sqlite::new);
        Optional<OnlineSetting> redis = online.text("redis").map(OnlineSetting.Redis::new);
        return new Settings(
                fields.needed("project"),
                AboutYaml.read(fields),
                fields.needed("lake"),
                sqlite.or(() -> redis),
                new Notify(fields.below("notify").text("webhook")));
    }
}
