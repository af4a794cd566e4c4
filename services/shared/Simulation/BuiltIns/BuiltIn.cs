using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.BuiltIns;

/// <summary>Fleets and mixes that are part of the program, as readable YAML next to this file.</summary>
public static class BuiltIn
{
    /// <summary>What is simulated when nobody names a fleet.</summary>
    public const string DefaultFleet = "f2";

    public const string DefaultMix = "m1";

    public static ImmutableArray<string> FleetNames { get; } = ["f1", "f2", "f3", "f4"];

    public static ImmutableArray<string> MixNames { get; } = ["m1", "m2"];

    public static ImmutableArray<string> WorkloadNames { get; } = ["d1"];

    /// <summary>All that <see cref="Text"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } = [.. FleetNames, .. MixNames, .. WorkloadNames];

    /// <param name="name">In any case.</param>
    /// <returns>Null when there is none of this name.</returns>
    public static Fleet? Fleet(string name) => Read(FleetNames, name, FleetFile.Read);

    /// <inheritdoc cref="Fleet"/>
    public static Mix? Mix(string name) => Read(MixNames, name, MixFile.Read);

    /// <param name="fleet">Its models are those that can be asked for; null for any.</param>
    /// <inheritdoc cref="Fleet"/>
    public static FileReading<IWorkload>? Workload(string name, Fleet? fleet) =>
        WorkloadNames.Contains(name, StringComparer.OrdinalIgnoreCase) && Text(name) is { } text
            ? WorkloadFile.Read($"{name.ToLowerInvariant()}.yaml", text, _ => null, fleet)
            : null;

    /// <returns>The file as it was written, to begin an own one with; null when there is none of this name.</returns>
    public static string? Text(string name)
    {
        var file = $"{name.ToLowerInvariant()}.yaml";
        using var stream = Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? typeof(BuiltIn).Assembly.GetManifestResourceStream(file)
            : null;
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static T? Read<T>(ImmutableArray<string> names, string name, Func<string, string, FileReading<T>> read)
        where T : class
    {
        if (!names.Contains(name, StringComparer.OrdinalIgnoreCase) || Text(name) is not { } text)
        {
            return null;
        }

        var reading = read($"{name.ToLowerInvariant()}.yaml", text);
        return reading.IsGood
            ? reading.Value
            : throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }
}
