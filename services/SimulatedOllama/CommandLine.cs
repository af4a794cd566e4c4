namespace Orchestrator.SimulatedOllama;

/// <summary>Short switches for the settings that one usually gives, and <c>--Any:Setting value</c> for the others.</summary>
internal static class CommandLine
{
    public const string StopWithParent = "StopWithParent";
    private const string Name = "Simulated:Name";
    private const string Host = "Simulated:Host";

    public const string Usage = """
        Simulates an Ollama host. It runs no model, and every answer says so.
          --urls URL           where to listen (default http://127.0.0.1:11435; port 0 takes a free one)
          --preset NAME        small, coder or large: models, memory and speed
          --models A,B         models from the catalogue instead of the preset's
          --fleet FILE --host NAME  a host of a fleet's file instead of a preset
          --name NAME          shown in the ready line and in /_sim/state
          --seed N  --speed-factor X  --num-parallel N  --vram-bytes N
          --faults             open /_sim, which makes it fail on demand
          --stop-with-parent   exit when standard input closes
          --Simulated:NAME VALUE  any other setting: WorldSeed, LoadedModelsMax, PendingMax, KeepAlive (00:05:00),
                               AnswerTokensMax, BodyBytesMax, MessagesMax, ToolsMax, ImagesMax, ModelsMax, PullsMax,
                               DownloadBytesPerSecond, BlobBytesMax, BlobsMax, FaultsMax, StopTimeout
        Each switch takes its value after a space or after "=". --help prints this.
        """;

    private static readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal)
    {
        ["--urls"] = "urls",
        ["--preset"] = "Simulated:Preset",
        ["--name"] = Name,
        ["--fleet"] = "Simulated:FleetFile",
        ["--host"] = Host,
        ["--seed"] = "Simulated:Seed",
        ["--speed-factor"] = "Simulated:SpeedFactor",
        ["--num-parallel"] = "Simulated:NumParallel",
        ["--vram-bytes"] = "Simulated:VramBytes",
    };

    private static readonly Dictionary<string, string> _flags = new(StringComparer.Ordinal)
    {
        ["--faults"] = "Simulated:AllowFaults",
        ["--stop-with-parent"] = StopWithParent,
    };

    /// <returns>Null when all is understood, otherwise what is wrong.</returns>
    public static string? Read(string[] args, Dictionary<string, string?> settings)
    {
        for (var at = 0; at < args.Length; at++)
        {
            var (name, value) = Parts(args[at]);
            if (_flags.TryGetValue(name, out var flag) && value is null)
            {
                settings[flag] = "true";
            }
            else if (Key(name) is not { } key)
            {
                return $"Unknown argument '{args[at]}'.";
            }
            else if ((value ?? Next(args, ref at)) is { } given)
            {
                Set(settings, key, given);
            }
            else
            {
                return $"'{name}' needs a value.";
            }
        }

        if (settings.TryGetValue(Host, out var host))
        {
            settings.TryAdd(Name, host);
        }

        return null;
    }

    private static string? Next(string[] args, ref int at) => ++at < args.Length ? args[at] : null;

    private static void Set(Dictionary<string, string?> settings, string key, string value)
    {
        if (key != "--models")
        {
            settings[key] = value;
            return;
        }

        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var index = 0; index < names.Length; index++)
        {
            settings[$"Simulated:Models:{index}"] = names[index];
        }
    }

    private static (string Name, string? Value) Parts(string argument) =>
        argument.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string? Key(string name) =>
        name == "--models" ? name
        : _settings.TryGetValue(name, out var key) ? key
        : name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal) ? name[2..]
        : null;
}
