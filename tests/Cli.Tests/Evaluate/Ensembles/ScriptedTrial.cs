using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>A question whose right answer is 7; each model says what it is told to, in turn.</summary>
internal sealed class ScriptedTrial(params ScriptedModel[] models) : ITrial
{
    public string Task => "math";

    public string Language => "en";

    public IReadOnlyList<Message> Messages { get; } = [new Message { Role = "user", Content = "What is it?" }];

    public IReadOnlyList<TrialModel> Models { get; } =
    [.. models.Select((model, i) => new TrialModel($"m{i + 1}", $"f{i + 1}", model.Quality, 0.05, model.Known, 0, 10))];

    public TrialAnswer? Ask(int model, int sample, double? temperature) =>
        models[model].Says is { Length: > 0 } said
            ? new TrialAnswer($"Answer: {said[sample % said.Length]}", "stop", 20, 10, Seconds: 1)
            : null;

    public TrialAnswer? Ask(int model, StepOrder order) => null;

    public double Score(string text) => text == "Answer: 7" ? 1 : 0;
}

/// <param name="Quality">As it is believed.</param>
/// <param name="Known">As it is.</param>
/// <param name="Says">In turn; nothing for a model that fails.</param>
internal sealed record ScriptedModel(double Quality, double Known, params string[] Says)
{
    public static ScriptedModel Of(double quality, params string[] says) => new(quality, quality, says);
}
