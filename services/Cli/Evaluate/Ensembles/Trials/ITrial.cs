using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>One question, and how the models of a pool answer it.</summary>
internal interface ITrial
{
    string Task { get; }

    string Language { get; }

    IReadOnlyList<Message> Messages { get; }

    IReadOnlyList<TrialModel> Models { get; }

    /// <summary>The answer to the question itself; the same for the same number.</summary>
    /// <param name="sample">From 0: how often the model was asked before.</param>
    /// <param name="temperature">Null: what the model's server takes.</param>
    TrialAnswer? Ask(int model, int sample, double? temperature);

    /// <summary>The answer to something else: a judgement, a final answer from others.</summary>
    /// <returns>Null where nobody knows it.</returns>
    TrialAnswer? Ask(int model, StepOrder order);

    /// <summary>1 for right, 0 for wrong; recorded scores may lie between.</summary>
    double Score(string text);
}
