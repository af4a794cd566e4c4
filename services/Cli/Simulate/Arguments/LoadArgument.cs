using System.Collections.Immutable;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>How busy the fleet is to be: a number is a share of the ideal, one with a percent sign of the capacity.</summary>
internal sealed class LoadArgument(ArgumentProblems problems)
{
    private const string Option = "--load";

    /// <returns>Empty when the rate is as written, or as <c>--rate-scale</c> says.</returns>
    public ImmutableArray<AskedLoad> Read(SimulateInput input, WorkloadSource? workload)
    {
        var texts = ListArgument.Split(problems, Option, input.Loads);
        if (texts.Count > 0 && input.RateScale is not null)
        {
            problems.Add(Option, "goes instead of --rate-scale, not with it");
        }

        if (texts.Count > SimulateLimits.LoadsMax)
        {
            problems.Add(Option, $"at most {SimulateLimits.LoadsMax} loads in one call");
            return [];
        }

        if (texts.Count == 0 && input.RateScale is null && workload?.DefaultLoad is { } load)
        {
            return [new AskedLoad(load, LoadUnit.Ideal)];
        }

        return [.. texts.Select(One).OfType<AskedLoad>()];
    }

    private AskedLoad? One(string text)
    {
        var isPercent = text.EndsWith('%');
        var number = isPercent ? text[..^1].TrimEnd() : text;
        var percent = isPercent ? 100 : 1;
        return
            problems.Number(Option, number, SimulateLimits.LoadMin * percent, SimulateLimits.LoadMax * percent)
                is { } value
            ? new AskedLoad(value / percent, isPercent ? LoadUnit.Capacity : LoadUnit.Ideal)
            : null;
    }
}
