using Orchestrator.Cli.Evaluate.Ensembles.Rows;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>Two rows that are compared question by question.</summary>
internal sealed record RowPair(string Row, string Against)
{
    public static readonly RowPair VoteOverSingle = new(EnsembleRows.WeightedVote, EnsembleRows.BestSingle);
    public static readonly RowPair MajorityOverSingle = new(EnsembleRows.Majority, EnsembleRows.BestSingle);
    public static readonly RowPair StopOverVote = new(EnsembleRows.EarlyStop, EnsembleRows.WeightedVote);
    public static readonly RowPair StopOverSingle = new(EnsembleRows.EarlyStop, EnsembleRows.BestSingle);
    public static readonly RowPair EnsembleOverSingle = new(EnsembleRows.Ensemble, EnsembleRows.BestSingle);
    public static readonly RowPair CascadeOverSingle = new(EnsembleRows.Cascade, EnsembleRows.BestSingle);
    public static readonly RowPair AutoOverSingle = new(EnsembleRows.Auto, EnsembleRows.BestSingle);

    public static IReadOnlyList<RowPair> All { get; } =
    [
        VoteOverSingle,
        MajorityOverSingle,
        new(EnsembleRows.WeightedVote, EnsembleRows.Majority),
        new(EnsembleRows.WeightedVote, EnsembleRows.BestKnown),
        StopOverVote,
        StopOverSingle,
        EnsembleOverSingle,
        CascadeOverSingle,
        AutoOverSingle,
        new(EnsembleRows.WeightedVote, EnsembleRows.EqualCalls),
        new(EnsembleRows.WeightedVote, EnsembleRows.EqualGpu),
    ];

    public string Name => $"{Row} − {Against}";
}
