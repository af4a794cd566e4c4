using System.Text;

namespace Orchestrator.Architecture.Tests.Configuration;

/// <summary>docs/configuration.md, written from the options classes.</summary>
internal static class ConfigurationPage
{
    private const string Introduction = """
        # Configuration

        Command line over environment over one file over the defaults below. The file is `orchestrator.json`, or what
        `ORCHESTRATOR_CONFIG` names; it serves all processes, each reads its sections ([a sample](../deploy/orchestrator.json)).
        In the environment `:` becomes `__`: `Gateway__ConcurrentRequestsMax=200`. A value out of its range stops the start and
        names the key.

        Beside the sections:

        | key | meaning |
        | --- | --- |
        | `ORCHESTRATOR_CONFIG` | Path of the configuration file. |
        | `ORCHESTRATOR_DATA_DIRECTORY` | Folder for SQLite files and logs. |
        | `ConnectionStrings:orchestrator` | PostgreSQL (`Host=…`). Not set: one SQLite file per service in the data folder. |
        | `ConnectionStrings:messaging` | RabbitMQ (`amqp://<user>:<password>@<host>:<port>/<virtual host>`). Not set: a bus inside the process. |
        | `ConnectionStrings:cache` | Redis (`<host>:<port>,password=…`). Not set: a cache inside the process. |
        | `services:<name>:grpc:<i>` | Addresses of a peer (`router`, `profiler`, `learning`, `worker`, `worker-1`, …). None: the peer is expected in this process. |
        | `ServiceCredential` | Secret that every internal call carries, at least 16 characters. Not set: random, so that only this process can call itself. |
        | `OTEL_EXPORTER_OTLP_ENDPOINT` | Where traces, metrics and logs go by OTLP. Not set: nowhere. |

        This page is written from the code by a test (`UPDATE_GOLDENS=1`); the tables cannot be out of date.
        """;

    public static string Write(IEnumerable<Type> options)
    {
        var page = new StringBuilder(Introduction).Append('\n');
        foreach (var section in options.SelectMany(DocumentedSettings.Of).GroupBy(setting => setting.Key.Split(':')[0]))
        {
            page.Append('\n').Append("## ").Append(section.Key).Append("\n\n");
            page.Append("| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var setting in section)
            {
                page.Append("| `").Append(setting.Key).Append("` | ").Append(Cell(setting.Default));
                page.Append(" | ")
                    .Append(Cell(setting.Allowed))
                    .Append(" | ")
                    .Append(Cell(setting.Meaning))
                    .Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
