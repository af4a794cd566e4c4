using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Orchestrator.ServiceDefaults;

/// <summary>Records work, not probes: requests for health and metrics, and all that they cause, leave no spans.</summary>
internal sealed class WorkSampler(double ratio) : Sampler
{
    private const string PathTag = "url.path";
    private readonly ParentBasedSampler _work = new(new TraceIdRatioBasedSampler(ratio));

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Server && IsProbe(samplingParameters.Tags)
            ? new SamplingResult(SamplingDecision.Drop)
            : _work.ShouldSample(samplingParameters);

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        foreach (var (key, value) in tags ?? [])
        {
            if (key == PathTag)
            {
                return value is string path && ProbePaths.Contains(path);
            }
        }

        return false;
    }
}
