using Orchestrator.Files;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>The requests: a recorded trace with a mix, a workload file, or drawn ones when neither is named.</summary>
internal sealed class WorkloadArgument(ArgumentProblems problems, InputFiles files)
{
    /// <param name="fleet">Its models are those that can be asked for; null when it could not be read.</param>
    public WorkloadSource? Read(SimulateInput input, Fleet? fleet)
    {
        CheckTogether(input);
        var limit = (long?)problems.Whole("--limit", input.Limit, 1, (ulong)WorkloadLimits.RequestsMax);
        var tokenScale = problems.Number(
            "--token-scale",
            input.TokenScale,
            WorkloadLimits.TokenScaleMin,
            WorkloadLimits.TokenScaleMax
        );
        if (input.Workload is { } file)
        {
            return Described(file, limit, fleet);
        }

        var mix = Mix(input.Mix ?? BuiltIn.DefaultMix, fleet);
        return input.Trace is { } path ? Recorded(path, mix, limit, tokenScale ?? 1) : Drawn(mix, limit);
    }

    private void CheckTogether(SimulateInput input)
    {
        if (input is { Trace: not null, Workload: not null })
        {
            problems.Add("--workload", "goes instead of --trace, not with it");
        }

        if (input is { Workload: not null, Mix: not null })
        {
            problems.Add("--mix", "a workload file has its own mix; --mix goes with --trace or alone");
        }

        if (input is { Trace: null, TokenScale: not null })
        {
            problems.Add("--token-scale", "goes with --trace; other workloads say themselves how long texts are");
        }
    }

    private Mix? Mix(string name, Fleet? fleet)
    {
        var mix = BuiltIn.Mix(name) ?? Written(name);
        if (mix is null || fleet is null)
        {
            return mix;
        }

        var fitted = mix.On(fleet);
        problems.Take(fitted);
        if (!fitted.IsGood)
        {
            // The default mix is a file that most people have never seen.
            problems.Add(
                "--mix",
                "either give these models to a host, or ask for others: "
                    + "'orchestrator simulate show m1' prints a mix to begin an own one with"
            );
        }

        return fitted.Value;
    }

    private Mix? Written(string name)
    {
        if (!File.Exists(name))
        {
            var known = string.Join(", ", BuiltIn.MixNames);
            problems.Add("--mix", $"neither a built-in mix nor a file: {Quoted.Of(name)}; built in are {known}");
            return null;
        }

        return files.Text("--mix", name) is { } text ? problems.Take(MixFile.Read(name, text)) : null;
    }

    private WorkloadSource? Recorded(string path, Mix? mix, long? limit, double tokenScale)
    {
        var name = Path.GetFileName(path);
        var open = files.Stream("--trace", path);
        var trace = open is null ? null : problems.Take(TraceFile.Read(name, open));
        if (trace is null || mix is null)
        {
            return null;
        }

        var options = new TraceOptions(mix) { TokenScale = tokenScale, RequestsMax = limit ?? long.MaxValue };
        return new WorkloadSource(new TraceWorkload(trace, options), mix.Name) { TokenScale = tokenScale };
    }

    private static WorkloadSource? Drawn(Mix? mix, long? limit) =>
        mix is null
            ? null
            : new WorkloadSource(
                new GeneratedWorkload("drawn", new PoissonArrivals(1), mix)
                {
                    RequestsMax = limit ?? SimulateLimits.DefaultRequests,
                },
                mix.Name
            )
            {
                DefaultLoad = SimulateLimits.DefaultLoad,
            };

    private WorkloadSource? Described(string path, long? limit, Fleet? fleet)
    {
        var workload = problems.Take(
            BuiltIn.Workload(path, fleet)
                ?? (
                    files.Text("--workload", path) is { } text
                        ? WorkloadFile.Read(path, text, InputFiles.Beside(path), fleet)
                        : null
                )
        );
        return workload is null ? null : new WorkloadSource(workload, Mix: null) { RequestsMax = limit };
    }
}
