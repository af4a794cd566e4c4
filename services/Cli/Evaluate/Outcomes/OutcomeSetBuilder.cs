using Orchestrator.Router.Learned.Predictions;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Makes lines comparable: the same models in each, a domain for each, costs for all.</summary>
internal sealed class OutcomeSetBuilder
{
    // Without domains to leave out, lines are parted evenly; this many parts are enough to resample.
    private const int PartsWithoutDomains = 50;

    private readonly List<string> _notes = [];

    /// <param name="models">Those to keep; null for all that enough lines score.</param>
    /// <exception cref="OutcomeException">There is nothing to compare.</exception>
    public static OutcomeSet Of(IReadOnlyList<OutcomeLine> lines, IReadOnlyList<string>? models = null) =>
        new OutcomeSetBuilder().Build(lines, models);

    /// <returns>Models that enough lines score, in ordinal order.</returns>
    public static string[] ModelsOf(IReadOnlyList<OutcomeLine> lines) =>
        [
            .. lines
                .SelectMany(line => line.Scores.Keys)
                .CountBy(model => model)
                .Where(pair => pair.Value >= EvaluateLimits.ModelShareMin * lines.Count)
                .Select(pair => pair.Key)
                .Order(StringComparer.Ordinal),
        ];

    private OutcomeSet Build(IReadOnlyList<OutcomeLine> lines, IReadOnlyList<string>? models)
    {
        var known = models is null ? ModelsOf(lines) : models.ToArray();
        var named = lines.SelectMany(line => line.Scores.Keys).Distinct(StringComparer.Ordinal).Count();
        Note(named > known.Length, $"{named - known.Length} models that too few lines score are left out.");
        var kept = lines.Where(line => known.All(line.Scores.ContainsKey)).ToList();
        Note(kept.Count < lines.Count, $"{lines.Count - kept.Count} lines that do not score every model are left out.");
        if (known.Length is < 2 or > EvaluateLimits.ModelsMax || kept.Count == 0)
        {
            throw new OutcomeException(
                "scores",
                $"has no two models (at most {EvaluateLimits.ModelsMax}) that the same lines score"
            );
        }

        var choices = kept.Count(line => line.HasChoices);
        Note(choices > 0, $"{choices} lines have 'choices', which count as a part of the prompt.");
        var domains = kept.Select(line => line.Domain)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var groups = Groups(kept, ref domains);
        float[][] scores = [.. kept.Select(line => known.Select(model => (float)line.Scores[model]).ToArray())];
        var costs = new CostTable(known, kept, scores);
        _notes.Add(costs.Note);
        var outcomes = new QualityOutcomes([.. kept.Select(line => line.Features)], scores, groups);
        return new OutcomeSet(known, domains, outcomes, costs.Costs, costs.HasDollars, _notes);
    }

    private int[] Groups(List<OutcomeLine> lines, ref string[] domains)
    {
        if (domains.Length is >= 2 and <= EvaluateLimits.DomainsMax)
        {
            var number = domains.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
            return [.. lines.Select(line => number[line.Domain])];
        }

        _notes.Add("Lines have no two domains: they are parted evenly instead, which is an easier test.");
        var parts = Math.Min(PartsWithoutDomains, lines.Count);
        domains = [.. Enumerable.Range(0, parts).Select(part => $"part {part + 1}")];
        return [.. Enumerable.Range(0, lines.Count).Select(line => line % parts)];
    }

    private void Note(bool holds, string note)
    {
        if (holds)
        {
            _notes.Add(note);
        }
    }
}
