using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>A recorded question: models say what they have said. What nobody has recorded, a judgement for example, fails.</summary>
internal sealed class RecordedTrial(AnswerLine line, string[] names, IReadOnlyList<TrialModel> models) : ITrial
{
    private readonly HashSet<string?> _keys = [.. line.References.Select(CanonicalAnswer.Of)];

    public string Task => line.Task;

    public string Language => line.Language;

    public IReadOnlyList<Message> Messages { get; } = [new Message { Role = "user", Content = line.Prompt }];

    public IReadOnlyList<TrialModel> Models => models;

    /// <returns>Null once all of its recorded answers are told: none is told twice, for it would agree with itself.</returns>
    public TrialAnswer? Ask(int model, int sample, double? temperature)
    {
        var answers = line.Answers[names[model]];
        return sample < answers.Length
            ? new TrialAnswer(answers[sample].Text, "stop", 0, answers[sample].Tokens, answers[sample].Seconds)
            : null;
    }

    public TrialAnswer? Ask(int model, StepOrder order) => null;

    /// <summary>By the recorded score of this text; by the reference where there is none.</summary>
    public double Score(string text) =>
        line.Answers.Values.SelectMany(answers => answers)
            .FirstOrDefault(answer => answer.Score is not null && answer.Text == text)
            ?.Score
        ?? (IsReference(text) ? 1 : 0);

    private bool IsReference(string text) =>
        line.References.Any(reference =>
            string.Equals(reference.Trim(), text.Trim(), StringComparison.OrdinalIgnoreCase)
        ) || (CanonicalAnswer.Of(text) is { } key && _keys.Contains(key));
}
