using System.Globalization;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Fleet;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Terms;

/// <summary>The request headers by which a caller says how it wants its question placed; the same in every dialect. Pure.</summary>
internal static class TermsHeaders
{
    public const string Priority = "X-Orchestrator-Priority";
    public const string Deadline = "X-Orchestrator-Deadline";
    public const string LatencyWeight = "X-Orchestrator-Latency-Weight";
    public const string CostWeight = "X-Orchestrator-Cost-Weight";
    public const string Strategy = "X-Orchestrator-Strategy";

    private const double DeadlineSecondsMin = 0.001;
    private const double DeadlineSecondsMax = 86_400;
    private const double WeightMax = 1000;

    /// <returns>The terms without tenant and headers for rules; what is wrong is a problem of the header's name.</returns>
    public static PlacementTerms Read(IHeaderDictionary headers, FieldProblems problems) =>
        new()
        {
            Priority = ReadPriority(headers, problems),
            Deadline = Number(headers, Deadline, DeadlineSecondsMin, DeadlineSecondsMax, problems) is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : null,
            LatencyWeight = Number(headers, LatencyWeight, 0, WeightMax, problems),
            CostWeight = Number(headers, CostWeight, 0, WeightMax, problems),
        };

    /// <summary>
    /// "auto" is what happens without the header, "single" is one model call. A strategy's name is another way to ask for
    /// the virtual model of that name, for clients whose model is set elsewhere to "auto".
    /// </summary>
    public static Question WithStrategy(this Question question, IHeaderDictionary headers, FieldProblems problems)
    {
        if (Value(headers, Strategy, problems) is not { } asked)
        {
            return question;
        }

        var isStrategy = VirtualModels.IsStrategy(question.Model);
        switch (asked.ToLowerInvariant())
        {
            case "auto":
                return question;
            case "single" when isStrategy:
                problems.Add(Strategy, $"must not be \"single\" for the model \"{question.Model}\", a strategy itself");
                return question;
            case "single":
                return question with { Terms = question.Terms with { SingleOnly = true } };
            case var name when !VirtualModels.IsStrategy(name):
                problems.Add(Strategy, $"must be auto, single or one of {string.Join(", ", VirtualModels.Strategies)}");
                return question;
            case var name when isStrategy || VirtualModels.All.Contains(question.Model, StringComparer.Ordinal):
                return question with { Model = name };
            default:
                problems.Add(
                    Strategy,
                    "must be auto or single for a named model: a strategy chooses its models itself"
                );
                return question;
        }
    }

    private static RequestPriority ReadPriority(IHeaderDictionary headers, FieldProblems problems)
    {
        switch (Value(headers, Priority, problems)?.ToLowerInvariant())
        {
            case null or "interactive":
                return RequestPriority.Interactive;
            case "normal":
                return RequestPriority.Normal;
            case "batch":
                return RequestPriority.Batch;
            default:
                problems.Add(Priority, "must be interactive, normal or batch");
                return RequestPriority.Interactive;
        }
    }

    private static double? Number(
        IHeaderDictionary headers,
        string name,
        double low,
        double high,
        FieldProblems problems
    )
    {
        if (Value(headers, name, problems) is not { } text)
        {
            return null;
        }

        // No signs, no exponents: and the comparison is false for NaN, which the parser takes whatever the style.
        var isNumber = double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        );
        if (isNumber && number >= low && number <= high)
        {
            return number;
        }

        problems.Add(
            name,
            string.Create(CultureInfo.InvariantCulture, $"must be a decimal number from {low} to {high}")
        );
        return null;
    }

    private static string? Value(IHeaderDictionary headers, string name, FieldProblems problems)
    {
        var values = headers[name];
        if (values.Count > 1)
        {
            problems.Add(name, "must be given once");
            return null;
        }

        return values.Count == 0 ? null : values.ToString().Trim();
    }
}
