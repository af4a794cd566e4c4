using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>Reads the trace that a workload file names.</summary>
internal sealed class TraceField(Func<string, Stream?> open)
{
    private const int PathLengthMax = 1000;

    /// <returns>No trace, and problems of the field or of the trace's own lines, when it cannot be used.</returns>
    public (Trace? Trace, double TokenScale) Read(YamlField field)
    {
        var fields = field.Fields("path", "token_scale");
        var path = fields?["path"].Needed().Text(PathLengthMax);
        var scale = fields?["token_scale"].Number(WorkloadLimits.TokenScaleMin, WorkloadLimits.TokenScaleMax) ?? 1;
        return (fields is null || path is null ? null : Checked(fields["path"], path), scale);
    }

    private Trace? Checked(YamlField field, string path)
    {
        using (var first = open(path))
        {
            if (first is null)
            {
                field.Problem($"there is no file {Quoted.Of(path)}");
                return null;
            }
        }

        var reading = TraceFile.Read(
            path,
            () => open(path) ?? throw new FileNotFoundException("The trace is gone.", path)
        );
        foreach (var problem in reading.Problems)
        {
            field.Problems.Add(problem);
        }

        return reading.Value;
    }
}
