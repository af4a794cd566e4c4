using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>What each answer costs: as the lines say, else by parameters, else by rank.</summary>
internal sealed partial class CostTable
{
    private const int MatchMilliseconds = 1_000;

    public CostTable(string[] models, IReadOnlyList<OutcomeLine> lines, float[][] scores)
    {
        HasDollars = lines.All(line => line.Costs is { } costs && models.All(costs.ContainsKey));
        var billions = models.Select(BillionsOf).ToArray();
        if (HasDollars)
        {
            Note = "Costs are the dollars that the lines state.";
            Costs = [.. lines.Select(line => models.Select(model => line.Costs![model]).ToArray())];
        }
        else if (billions.All(known => known > 0))
        {
            Note =
                "Assumed costs: lines do not state them for all models, so a call costs its model's parameters (in billions).";
            Costs = [.. lines.Select(_ => billions)];
        }
        else
        {
            Note =
                "Assumed costs: neither do all lines state them nor all names their parameters, so the worst model costs 0 and the best one 1.";
            var ranks = Ranks(scores, models.Length);
            Costs = [.. lines.Select(_ => ranks)];
        }
    }

    public bool HasDollars { get; }

    public string Note { get; }

    /// <summary>By line, then by model.</summary>
    public double[][] Costs { get; }

    /// <returns>Billions of parameters by the model's name ("qwen2.5-7b", "8x7B"); 0 when it does not say.</returns>
    public static double BillionsOf(string model)
    {
        var match = Size().Match(model);
        if (!match.Success)
        {
            return 0;
        }

        var experts = match.Groups["experts"].Success
            ? double.Parse(match.Groups["experts"].ValueSpan, CultureInfo.InvariantCulture)
            : 1;
        return experts * double.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static double[] Ranks(float[][] scores, int models)
    {
        var order = Enumerable.Range(0, models).OrderBy(model => scores.Average(row => (double)row[model])).ToArray();
        return [.. Enumerable.Range(0, models).Select(model => Array.IndexOf(order, model) / (models - 1.0))];
    }

    [GeneratedRegex(
        @"(^|[-_:/ ])((?<experts>\d{1,3})x)?(?<size>\d{1,4}(\.\d{1,3})?)[bB]($|[-_:/ ])",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex Size();
}
