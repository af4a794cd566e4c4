using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>What was decided.</summary>
internal abstract record SelectionResult(IReadOnlyList<ExcludedCandidate> Exclusions)
{
    /// <param name="Choices">Best first, never empty.</param>
    /// <param name="Propensity">Probability of the first choice: one over the number of replicas that were just as good.</param>
    internal sealed record Chosen(
        IReadOnlyList<SelectedChoice> Choices,
        double Propensity,
        IReadOnlyList<ExcludedCandidate> Exclusions
    ) : SelectionResult(Exclusions)
    {
        /// <summary>Members that an ensemble would have had if there were enough; 0 for a single answer.</summary>
        public int MembersWanted { get; init; }

        /// <summary>Models that take the place of a member that fails, best first.</summary>
        public IReadOnlyList<SelectedChoice> Reserve { get; init; } = [];

        /// <summary>Another model than the best one was taken, to learn of it.</summary>
        public bool Explored { get; init; }

        /// <summary>What time and money were worth; null where nobody was weighed against others.</summary>
        public ValueWeights? Weights { get; init; }

        /// <summary>Where a second copy may go once the first token is late; null for nowhere.</summary>
        public HedgePlace? Hedge { get; init; }

        /// <summary>The best place of each model that was looked at, best first; only for dry runs, which somebody reads.</summary>
        public IReadOnlyList<WeighedModel> Weighed { get; init; } = [];
    }

    /// <param name="RetryAfter">Null when trying again does not help by itself.</param>
    /// <param name="Detail">Figures and names for the explanation.</param>
    internal sealed record Refused(
        RefusalKind Kind,
        TimeSpan? RetryAfter,
        RefusalDetail Detail,
        IReadOnlyList<ExcludedCandidate> Exclusions
    ) : SelectionResult(Exclusions);
}

internal enum RefusalKind
{
    UnknownModel,
    NoReplica,
    AllBusy,
    NotCapable,

    /// <summary>The replicas that could answer have lost their owner a moment ago.</summary>
    OwnerChanging,
}

/// <param name="ClosestNames">Models whose names resemble the one that is unknown.</param>
/// <param name="LongestContext">Of the models that could otherwise do it, in tokens; 0 when context is not the reason.</param>
/// <param name="Lacking">An ability that is missing, for example "tools"; empty when none is.</param>
internal sealed record RefusalDetail(IReadOnlyList<string> ClosestNames, uint LongestContext, string Lacking)
{
    public static readonly RefusalDetail None = new([], 0, "");

    /// <summary>True when all models that were asked for are switched off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Context that the request needs on the model with the longest one; 0 when context is not the reason.</summary>
    public int NeededTokens { get; init; }

    /// <summary>True when rules or the mapping of the role leave out all models that could do it.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>When the best place would have its first token, which is too late; 0 where time is not the reason.</summary>
    public double FirstTokenSeconds { get; init; }

    /// <summary>A strategy that no worker carries out; empty otherwise.</summary>
    public string Strategy { get; init; } = "";
}

/// <param name="Load">Calls that run, wait or are on their way there, without this one.</param>
/// <param name="Resident">The model is in memory there.</param>
/// <param name="Reasons">Codes, most important first.</param>
internal sealed record SelectedChoice(ModelEntry Entry, int Load, bool Resident, IReadOnlyList<string> Reasons)
{
    public FinishEstimate Finish { get; init; }

    public CostEstimate Cost { get; init; } = CostEstimate.Unknown;

    public QualityEstimate Quality { get; init; } = QualityEstimate.Unknown;

    /// <summary>Quality less what time and money are worth.</summary>
    public double Value { get; init; }

    /// <summary>Of a call that runs alone there, without a load.</summary>
    public double WorkSeconds { get; init; }

    /// <summary>Tokens that the answer is expected to have.</summary>
    public int OutputTokens { get; init; }

    /// <summary>It has not failed for this run, is well, and is in time.</summary>
    public bool IsSound { get; init; } = true;

    /// <summary>True when the model is neither in memory nor on its way there: this choice has it loaded.</summary>
    public bool CausesLoad { get; init; }
}

/// <summary>A model at the place that would be best for it.</summary>
/// <param name="Propensity">Probability with which the model is taken.</param>
internal sealed record WeighedModel(SelectedChoice Best, double Propensity);
