using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>
/// What models are expected to be good at, from published figures, interpolated over size, age, family and
/// quantisation. Pure: the same facts give the same estimates. docs/models.md says how, and how well it does.
/// </summary>
internal sealed class CapabilityTable
{
    /// <summary>The score of a model of ten billion parameters of September 2024 whose family is an average one.</summary>
    public const double OrdinaryScore = 0.6;

    /// <summary>Log-odds that a model trained for a purpose gains there, and its variance. Assumed, not fitted.</summary>
    private const double FocusGain = 0.4;
    private const double FocusVariance = 0.1;
    private const int SourcesMax = 8;

    private static readonly Lazy<CapabilityTable> _standard = new(() =>
        new CapabilityTable(Benchmarks.Figures, AbilityVariances.Fitted)
    );

    private readonly ImmutableArray<Figure> _figures;
    private readonly AbilityModel _abilities;

    internal CapabilityTable(ImmutableArray<Figure> figures, AbilityVariances variances) =>
        (_figures, _abilities) = (figures, new AbilityModel(figures, variances));

    /// <summary>The built-in table; worked out at the first use, in about a tenth of a second.</summary>
    public static CapabilityTable Standard => _standard.Value;

    /// <returns>One estimate for each task and language.</returns>
    public IReadOnlyList<CapabilityEstimate> Estimate(ModelFacts facts)
    {
        var traits = TraitReading.Read(facts);
        var sources = SourcesOf(traits);
        return
        [
            .. TaskAbilities.Tasks.SelectMany(task =>
                TaskAbilities.Languages.Select(language => Estimate(traits, task, language, sources))
            ),
        ];
    }

    private CapabilityEstimate Estimate(
        ModelTraits traits,
        string task,
        string language,
        ImmutableArray<string> sources
    )
    {
        var mix = TaskAbilities.Of(task);
        var asked = TaskAbilities.LanguageOf(task, language);
        var (mean, variance) = _abilities.Predict([
            .. mix.Weights.Select(part => (new AbilityPoint(traits, part.Domain, asked), part.Weight)),
        ]);
        var focused = mix.Weights.Where(part => part.Domain == traits.Focus).Sum(part => part.Weight);
        var score = Odds.ToShare(Odds.OfShare(OrdinaryScore) + mean + (focused * FocusGain));
        var spread = Math.Sqrt(variance + mix.Gap + (focused * FocusVariance));
        // The slope of the logistic curve carries a small spread over to the score; a large one cannot pass one half.
        return new CapabilityEstimate(task, language, score, Math.Min(0.5, spread * score * (1 - score)), sources);
    }

    private ImmutableArray<string> SourcesOf(ModelTraits traits) =>
        [
            .. _figures
                .Where(figure => figure.Model.IsFamilyOf(traits))
                .CountBy(figure => figure.Source)
                .OrderByDescending(count => count.Value)
                .Take(SourcesMax)
                .Select(count => count.Key),
        ];
}
