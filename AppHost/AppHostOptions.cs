using System.Globalization;

namespace Orchestrator.AppHost;

/// <summary>What the command line says.</summary>
/// <param name="Port">Where the gateway listens on loopback.</param>
/// <param name="ForceSimulated">True: simulated replicas even where a real Ollama answers.</param>
internal sealed record AppHostOptions(int Port, bool ForceSimulated)
{
    public const string HelpText = """
        dotnet run --project AppHost -- [options]

          --port N        the gateway's port on this machine (default 8080)
          --mode MODE     auto or embedded: everything in one process (default auto)
          --simulated     use simulated replicas even if a local Ollama answers
          --help          this text

        Exit codes: 0 stopped on request, 1 a part failed, 2 wrong arguments.
        """;

    private const int DefaultPort = 8080;

    public static Parsed Parse(IReadOnlyList<string> args)
    {
        var options = new AppHostOptions(DefaultPort, ForceSimulated: false);
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h":
                    return new Parsed.Help();
                case "--simulated":
                    options = options with { ForceSimulated = true };
                    break;
                case "--port" when IsPort(value, out var port):
                    options = options with { Port = port };
                    i++;
                    break;
                case "--port":
                    return new Parsed.Wrong($"--port wants a number from 1 to 65535, not '{value}'.");
                case "--mode" when value is "auto" or "embedded":
                    i++;
                    break;
                case "--mode":
                    return new Parsed.Wrong($"--mode knows auto and embedded, not '{value}'.");
                default:
                    return new Parsed.Wrong($"Unknown option '{args[i]}'.");
            }
        }

        return new Parsed.Valid(options);
    }

    private static bool IsPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    internal abstract record Parsed
    {
        private Parsed() { }

        public sealed record Valid(AppHostOptions Options) : Parsed;

        public sealed record Wrong(string Message) : Parsed;

        public sealed record Help : Parsed;
    }
}
