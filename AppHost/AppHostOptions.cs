using System.Globalization;

namespace Orchestrator.AppHost;

/// <summary>What the command line says.</summary>
/// <param name="Port">Where the gateway listens on loopback.</param>
/// <param name="Mode">Null: chosen by what this machine has.</param>
/// <param name="ForceSimulated">True: simulated replicas even where a real Ollama answers.</param>
/// <param name="DataFolder">State and logs; null: the environment's or the default one.</param>
/// <param name="Settings">Configuration of the application host itself, <c>--Section:Key=value</c>.</param>
internal sealed record AppHostOptions(
    int Port,
    Shape? Mode,
    bool ForceSimulated,
    string? DataFolder,
    IReadOnlyList<string> Settings
)
{
    public const string HelpText = """
        dotnet run --project AppHost -- [options]

          --port N        the gateway's port on this machine (default 8080)
          --mode MODE     embedded: everything in one process, nothing to install
                          local: five services as processes, with PostgreSQL, RabbitMQ and Redis
                          auto: local where the three servers are there, otherwise embedded (default)
          --simulated     use simulated replicas even if a local Ollama answers
          --data FOLDER   state and logs (default artifacts/run, or ORCHESTRATOR_DATA_DIRECTORY)
          --help          this text

        Exit codes: 0 stopped on request, 1 a part failed, 2 wrong arguments.
        """;

    private const int DefaultPort = 8080;

    public static Parsed Parse(IReadOnlyList<string> args)
    {
        var options = new AppHostOptions(DefaultPort, Mode: null, ForceSimulated: false, DataFolder: null, []);
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h":
                    return new Parsed.Help();
                case "--simulated":
                    options = options with { ForceSimulated = true };
                    continue;
                case "--port" when IsPort(value, out var port):
                    options = options with { Port = port };
                    break;
                case "--mode" when IsMode(value, out var mode):
                    options = options with { Mode = mode };
                    break;
                case "--data" when !string.IsNullOrWhiteSpace(value):
                    options = options with { DataFolder = value };
                    break;
                case var setting when IsSetting(setting):
                    options = options with { Settings = [.. options.Settings, setting] };
                    continue;
                default:
                    return new Parsed.Wrong(Complaint(args[i], value));
            }

            i++;
        }

        return new Parsed.Valid(options);
    }

    private static string Complaint(string option, string? value) =>
        option switch
        {
            "--port" => $"--port wants a number from 1 to 65535, not '{value}'.",
            "--mode" => $"--mode knows auto, embedded and local, not '{value}'.",
            "--data" => "--data wants a folder.",
            _ => $"Unknown option '{option}'.",
        };

    private static bool IsPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    private static bool IsMode(string? text, out Shape? mode)
    {
        mode = text switch
        {
            "embedded" => Shape.Embedded,
            "local" => Shape.Local,
            _ => null,
        };
        return mode is not null || text == "auto";
    }

    private static bool IsSetting(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return text.StartsWith("--", StringComparison.Ordinal)
            && colon > 2
            && colon < text.IndexOf('=', StringComparison.Ordinal);
    }

    internal abstract record Parsed
    {
        private Parsed() { }

        public sealed record Valid(AppHostOptions Options) : Parsed;

        public sealed record Wrong(string Message) : Parsed;

        public sealed record Help : Parsed;
    }
}
