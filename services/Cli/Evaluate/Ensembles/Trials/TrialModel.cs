namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>A model of a pool, with what the router would know of it for one kind of task.</summary>
/// <param name="Quality">Expected share of right answers, and its standard error.</param>
/// <param name="KnownQuality">The share itself, where somebody knows it: for the rows that nobody can have.</param>
/// <param name="AnswerTokens">Expected of one answer.</param>
internal sealed record TrialModel(
    string Name,
    string Family,
    double Quality,
    double QualityError,
    double KnownQuality,
    ulong Parameters,
    double AnswerTokens
);
