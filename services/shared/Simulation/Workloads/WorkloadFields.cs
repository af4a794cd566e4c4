using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Workloads;

/// <summary>Reads the fields of a workload file.</summary>
internal sealed class WorkloadFields(Func<string, Stream?> open, Fleet? fleet)
{
    private static readonly string[] _ofParts =
    [
        "mix",
        "requests",
        "duration",
        "rate_scale",
        "arrivals",
        "sessions",
        "input_tokens",
        "output_tokens",
    ];

    public IWorkload? Read(YamlField root)
    {
        var fields = root.Fields(
            "name",
            "parts",
            "mix",
            "requests",
            "duration",
            "rate_scale",
            "arrivals",
            "sessions",
            "input_tokens",
            "output_tokens",
            "deadline"
        );
        if (fields is null)
        {
            return null;
        }

        if (fields["parts"].IsThere)
        {
            return Parts(fields);
        }

        var shared = new WorkloadShared(
            fields["name"].Needed().Text() ?? "?",
            new MixField(open, fleet).Read(fields["mix"].Needed()),
            (long?)fields["requests"].Whole(1, (int)WorkloadLimits.RequestsMax),
            fields["duration"].Duration(WorkloadLimits.DurationMin, WorkloadLimits.DurationMax),
            fields["rate_scale"].Number(WorkloadLimits.RateScaleMin, WorkloadLimits.RateScaleMax) ?? 1,
            MixFields.ReadDeadline(fields["deadline"])
        );
        return Kind(fields, shared);
    }

    /// <summary>Several generated workloads at once, each with its own mix: the night's models beside the day's.</summary>
    private MergedWorkload? Parts(YamlFields fields)
    {
        foreach (var other in fields.Present([.. _ofParts]))
        {
            other.Problem("belongs into each of 'parts'");
        }

        var parts = new List<GeneratedWorkload>();
        foreach (var item in fields["parts"].Items(WorkloadLimits.PartsMax))
        {
            switch (Read(item))
            {
                case GeneratedWorkload generated:
                    parts.Add(generated);
                    break;
                case not null:
                    item.Problem("must be generated: no trace, and no parts of its own");
                    break;
            }
        }

        var name = fields["name"].Needed().Text() ?? "?";
        var deadline = MixFields.ReadDeadline(fields["deadline"]);
        return parts.Count == 0 ? null : new MergedWorkload(name, [.. parts], deadline ?? parts[0].Deadline);
    }

    private IWorkload? Kind(YamlFields fields, WorkloadShared shared)
    {
        var arrivals = fields["arrivals"].Needed().Fields("poisson", "bursty", "profile", "trace");
        var kinds = arrivals?.Present("poisson", "bursty", "profile", "trace") ?? [];
        if (arrivals is not null && kinds.Count != 1)
        {
            arrivals.Self.Problem("needs exactly one of 'poisson', 'bursty', 'profile' and 'trace'");
        }

        if (kinds.Count == 0)
        {
            return null;
        }

        return kinds[0].Path.EndsWith(".trace", StringComparison.Ordinal)
            ? Recorded(fields, kinds[0], shared)
            : Generated(fields, kinds[0], shared);
    }

    private TraceWorkload? Recorded(YamlFields fields, YamlField field, WorkloadShared shared)
    {
        foreach (var generated in fields.Present("sessions", "input_tokens", "output_tokens"))
        {
            generated.Problem("is for generated arrivals; a trace has its own");
        }

        var (trace, tokenScale) = new TraceField(open).Read(field);
        return trace is null || shared.Mix is null
            ? null
            : new TraceWorkload(
                trace,
                new TraceOptions(shared.Mix)
                {
                    Name = shared.Name,
                    RateScale = shared.RateScale,
                    TokenScale = tokenScale,
                    RequestsMax = shared.RequestsMax ?? long.MaxValue,
                    Duration = shared.Duration ?? TimeSpan.MaxValue,
                    Deadline = shared.Deadline,
                }
            );
    }

    private static GeneratedWorkload? Generated(YamlFields fields, YamlField kind, WorkloadShared shared)
    {
        var process = ArrivalFields.Read(kind)?.Scaled(shared.RateScale);
        CheckEnd(fields, shared, process);
        var sessions = SessionFields.Read(fields["sessions"], process?.PeakRate ?? 0);
        var input = MixFields.Lengths(fields["input_tokens"]);
        var output = MixFields.Lengths(fields["output_tokens"]);
        return process is null || shared.Mix is null
            ? null
            : new GeneratedWorkload(shared.Name, process, shared.Mix)
            {
                Input = input ?? TokenLengths.DefaultInput,
                Output = output ?? TokenLengths.DefaultOutput,
                Sessions = sessions,
                RequestsMax = shared.RequestsMax ?? WorkloadLimits.RequestsMax,
                Duration = shared.Duration ?? WorkloadLimits.DurationMax,
                Deadline = shared.Deadline ?? shared.Mix.Deadline,
            };
    }

    private static void CheckEnd(YamlFields fields, WorkloadShared shared, ArrivalProcess? process)
    {
        if (!fields["requests"].IsThere && !fields["duration"].IsThere)
        {
            fields.Self.Problem("needs 'requests' or 'duration', or it would never end");
        }
        else if (
            shared is { RequestsMax: null, Duration: { } duration }
            && process?.MeanRate * duration.TotalSeconds > WorkloadLimits.RequestsMax
        )
        {
            fields["duration"]
                .Problem(
                    $"at this rate it is more than {WorkloadLimits.RequestsMax} requests: shorten it, or give 'requests'"
                );
        }
    }
}
