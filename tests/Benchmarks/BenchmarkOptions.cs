using System.Globalization;
using Orchestrator.Benchmarks.Load;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Measures what the system adds to a call, beside the direct call, nginx and a Node.js proxy where they are installed.

          --quick               a look in under a minute: fewer and shorter rounds, neither Node.js nor streams at full speed
          --rounds N            rounds; in each one every target gets every load          (5; quick: 3)
          --seconds S           length of one load on one target                           (2.5; quick: 0.8)
          --warmup S            load on each target before the first round                 (6; quick: 3)
          --warmup-answers N    and as many answers of each kind, within six times as long (10000; quick: 2000)
          --rates A,B           fixed rates for whole answers, requests/s                  (200,500)
          --callers N           callers of the closed loop                                 (32)
          --targets A,B         of gateway,nginx,node; the direct call is always measured
          --cores N             cores that everything shares                               (2)
          --setting KEY=VALUE   a further setting of our services, as often as wanted: Logs__Console=Off
          --telemetry           export traces, metrics and logs by OTLP; the stub swallows them
          --no-routing          leave the table of routing decisions out
          --json FILE           all figures as JSON; "-" is standard output
          --update-docs         write the results into docs/benchmarks.md
          --check               exit with 1 when a promise is not kept

        fleet-view [WORKERS REPLICAS MODELS] measures the profiler's fleet view instead (50 workers with 20 replicas of 200 models each).
        routing [SECONDS] measures the table of routing decisions alone (4 seconds of the processor per line).
        classification [SECONDS] measures the classifier alone (4 seconds per line).

        Exit code: 0 measured, 1 a promise was not kept (--check only), 2 wrong usage, 3 nothing could be measured.
        """;

    public int Rounds { get; init; } = 5;

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2.5);

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Of each kind, whole and streamed; on a machine where they do not come, six times the time is enough.</summary>
    public int WarmupAnswers { get; init; } = 10_000;

    public IReadOnlyList<double> Rates { get; init; } = [200, 500];

    public int Callers { get; init; } = 32;

    public IReadOnlyList<string> Targets { get; init; } = [Target.Gateway, Target.Nginx, Target.Node];

    public int Cores { get; init; } = 2;

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public bool IsQuick { get; init; }

    public bool HasRouting { get; init; } = true;

    public bool HasTelemetry { get; init; }

    public string? JsonFile { get; init; }

    public bool UpdatesDocs { get; init; }

    public bool Checks { get; init; }

    public IReadOnlyList<Scenario> Scenarios =>
        [
            .. Rates.Select(Scenario.Whole),
            // A try at a tiny rate is tiny in everything.
            Scenario.Streamed(Math.Min(1, Rates.Max() / 50)),
            Scenario.WholeMaximum(Callers),
            .. IsQuick ? (Scenario[])[] : [Scenario.StreamedMaximum(Callers)],
        ];

    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = arguments.Contains("--quick") ? Quick() : new BenchmarkOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            options = IsFlag(name)
                ? options.WithFlag(name)
                : options.With(
                    name,
                    i + 1 < arguments.Count ? arguments[++i] : throw new FormatException($"{name} needs a value.")
                );
        }

        return options;
    }

    private static BenchmarkOptions Quick() =>
        new()
        {
            IsQuick = true,
            Rounds = 3,
            Duration = TimeSpan.FromSeconds(0.8),
            Warmup = TimeSpan.FromSeconds(3),
            WarmupAnswers = 2_000,
            Targets = [Target.Gateway, Target.Nginx],
        };

    private static bool IsFlag(string name) =>
        name is "--quick" or "--telemetry" or "--no-routing" or "--update-docs" or "--check";

    private BenchmarkOptions WithFlag(string name) =>
        name switch
        {
            "--telemetry" => this with { HasTelemetry = true },
            "--no-routing" => this with { HasRouting = false },
            "--update-docs" => this with { UpdatesDocs = true },
            "--check" => this with { Checks = true },
            _ => this,
        };

    private BenchmarkOptions With(string name, string value) =>
        name switch
        {
            "--rounds" => this with { Rounds = (int)Number(name, value, 1, 1_000) },
            "--seconds" => this with { Duration = TimeSpan.FromSeconds(Number(name, value, 0.1, 600)) },
            "--warmup" => this with { Warmup = TimeSpan.FromSeconds(Number(name, value, 0.1, 600)) },
            "--warmup-answers" => this with { WarmupAnswers = (int)Number(name, value, 1, 1_000_000) },
            "--rates" => this with { Rates = [.. value.Split(',').Select(rate => Number(name, rate, 1, 100_000))] },
            "--callers" => this with { Callers = (int)Number(name, value, 1, 256) },
            "--targets" => this with { Targets = TargetsOf(value) },
            "--cores" => this with { Cores = (int)Number(name, value, 1, 62) },
            "--setting" => this with { Settings = SettingsWith(value) },
            "--json" => this with { JsonFile = value },
            _ => throw new FormatException($"There is no {name}."),
        };

    private static double Number(string name, string value, double min, double max) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} takes a number from {min} to {max}, not '{value}'."
                )
            );

    private static string[] TargetsOf(string value)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.Except([Target.Direct, Target.Gateway, Target.Nginx, Target.Node]).FirstOrDefault();
        return unknown is null ? names : throw new FormatException($"There is no target '{unknown}'.");
    }

    private Dictionary<string, string> SettingsWith(string pair)
    {
        var (key, value) = pair.Split('=', 2) is [{ Length: > 0 } left, var right]
            ? (left, right)
            : throw new FormatException($"--setting takes KEY=VALUE, not '{pair}'.");
        return new Dictionary<string, string>(Settings, StringComparer.Ordinal) { [key] = value };
    }
}
