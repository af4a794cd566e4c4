using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>One way to answer, and so one row of the tables.</summary>
internal interface IRow
{
    string Name { get; }

    /// <returns>1 for right, 0 for wrong, or a mean of both.</returns>
    Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken);
}
