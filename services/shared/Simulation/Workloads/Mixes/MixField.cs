using Orchestrator.Files;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Reads the mix of a workload: the name of a built-in one, a file, or its fields in place.</summary>
internal sealed class MixField(Func<string, Stream?> open, Fleet? fleet)
{
    private const int PathLengthMax = 1000;

    public Mix? Read(YamlField field)
    {
        var reading = field.IsMapping ? null : Named(field);
        var mix = field.IsMapping ? MixFields.Read(field) : reading?.Value;
        Take(field, reading);
        if (mix is null || fleet is null)
        {
            return mix;
        }

        var fitted = mix.On(fleet);
        Take(field, fitted);
        return fitted.Value;
    }

    private static void Take(YamlField field, FileReading<Mix>? reading)
    {
        foreach (var problem in reading?.Problems ?? [])
        {
            field.Problems.Add(problem);
        }
    }

    private FileReading<Mix>? Named(YamlField field)
    {
        if (field.Text(PathLengthMax) is not { } name)
        {
            return null;
        }

        if (BuiltIn.Mix(name) is { } builtIn)
        {
            return FileReading.Good(builtIn);
        }

        using var stream = open(name);
        if (stream is null)
        {
            field.Problem(
                $"neither a built-in mix nor a file {Quoted.Of(name)}; built in are {string.Join(", ", BuiltIn.MixNames)}"
            );
            return null;
        }

        return MixFile.Read(name, BoundedText.Of(stream));
    }
}
