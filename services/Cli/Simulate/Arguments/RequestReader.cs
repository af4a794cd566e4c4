using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Profiler;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Reads all arguments and the files that they name. What is wrong is told at once, not one thing at a time.</summary>
internal sealed class RequestReader
{
    private readonly ArgumentProblems _problems = new();

    /// <param name="processors">Replays that run at once unless told otherwise; they change no result.</param>
    public static FileReading<SimulationRequest> Read(SimulateInput input, int processors) =>
        new RequestReader().ReadAll(input, processors);

    private FileReading<SimulationRequest> ReadAll(SimulateInput input, int processors)
    {
        _problems.Add(input.Unknown);
        var files = new InputFiles(_problems);
        var fleets = new FleetArgument(_problems, files);
        var fleet = fleets.Read(input.Fleet);
        var extended = fleet is null ? null : fleets.Add(fleet, input.AddHosts);
        var workload = new WorkloadArgument(_problems, files).Read(input, fleet);
        var policies = new PolicyArgument(_problems);
        var chosen = policies.Read(input.Policies, input.PlannerTries);
        var focus = policies.ReadFocus(input.TimelinePolicy, chosen);
        var placement = Placement(input.Placement);
        var loads = new LoadArgument(_problems).Read(input, workload);
        var rate = _problems.Number(
            "--rate-scale",
            input.RateScale,
            WorkloadLimits.RateScaleMin,
            WorkloadLimits.RateScaleMax
        );
        var seeds = Seeds(input);
        var jobs = _problems.Whole("--jobs", input.Jobs, 1, SimulateLimits.JobsMax);
        CheckTimeline(input);
        return _problems.IsEmpty && fleet is not null && workload is not null && focus is not null
            ? FileReading.Good(
                new SimulationRequest
                {
                    Fleet = fleet,
                    Extended = extended,
                    Workload = workload,
                    Loads = loads,
                    RateScale = rate ?? 1,
                    Policies = chosen,
                    Focus = focus,
                    Placement = placement,
                    Seeds = seeds,
                    Jobs = (int?)jobs ?? Math.Clamp(processors, 1, SimulateLimits.JobsMax),
                    TimelinePath = input.Timeline,
                }
            )
            : FileReading.Bad<SimulationRequest>(_problems.All);
    }

    private PlanningOptions Placement(string? mode)
    {
        var names = Enum.GetNames<PlanningMode>().Select(name => name.ToLowerInvariant()).ToList();
        if (mode is not null && !names.Contains(mode, StringComparer.Ordinal))
        {
            _problems.Add("--placement", $"needs {string.Join(", ", names)}, not {Quoted.Of(mode)}");
            mode = null;
        }

        return new PlanningOptions { Mode = mode is null ? PlanningMode.Off : Enum.Parse<PlanningMode>(mode, true) };
    }

    private ImmutableArray<ulong> Seeds(SimulateInput input)
    {
        var count = _problems.Whole("--seeds", input.Seeds, 1, SimulateLimits.SeedsMax) ?? 1;
        var first = _problems.Whole("--seed", input.Seed, 0, ulong.MaxValue - SimulateLimits.SeedsMax) ?? 1;
        return [.. Enumerable.Range(0, (int)count).Select(number => first + (ulong)number)];
    }

    // Found out before minutes of replaying, not after.
    private void CheckTimeline(SimulateInput input)
    {
        if (input.Timeline is not { } path)
        {
            return;
        }

        if (!CanWrite(path))
        {
            _problems.Add("--timeline", $"no file can be written at {Quoted.Of(path)}");
        }
    }

    // Only opening tells: rights, read-only disks and names differ by system. What was not there is not left behind.
    private static bool CanWrite(string path)
    {
        try
        {
            var isNew = !File.Exists(path);
            new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (isNew)
            {
                File.Delete(path);
            }

            return true;
        }
        catch (Exception exception) when (InputFiles.IsOfFile(exception))
        {
            return false;
        }
    }
}
