using System.Collections.Immutable;
using Orchestrator.Cli.Evaluate.Ensembles.Grid;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>What is believed of models before a question is asked: what they did on other questions of its task.</summary>
internal sealed class RecordedBeliefs
{
    private readonly ImmutableArray<string> _models;
    private readonly IReadOnlyList<AnswerLine> _lines;
    private readonly int _parts;

    // By line, then by model: the score of its first answer.
    private readonly double[][] _scores;
    private readonly Dictionary<(string Task, int Part), ImmutableArray<TrialModel>> _beliefs = [];

    public RecordedBeliefs(ImmutableArray<string> models, IReadOnlyList<AnswerLine> lines, int parts)
    {
        (_models, _lines, _parts) = (models, lines, parts);
        _scores = [.. lines.Select(Scores)];
    }

    public ImmutableArray<TrialModel> Of(int line)
    {
        var key = (_lines[line].Task, line % _parts);
        if (!_beliefs.TryGetValue(key, out var models))
        {
            int[] same = [.. Enumerable.Range(0, _lines.Count).Where(at => _lines[at].Task == key.Task)];
            int[] others = [.. same.Where(at => at % _parts != key.Item2)];
            _beliefs[key] = models = [.. _models.Select((name, model) => Believed(name, model, same, others))];
        }

        return models;
    }

    private TrialModel Believed(string name, int model, int[] same, int[] others)
    {
        var right = (int)Math.Round(others.Sum(at => _scores[at][model]));
        var belief = QualityGuess.Of(right, others.Length);
        return new TrialModel(
            name,
            RunFamily.Of(name),
            belief.Score,
            belief.StandardError,
            same.Average(at => _scores[at][model]),
            Parameters: 0,
            same.Average(at => _lines[at].Answers[name][0].Tokens)
        );
    }

    private double[] Scores(AnswerLine line)
    {
        var trial = new RecordedTrial(line, [.. _models], []);
        return [.. _models.Select(name => trial.Score(line.Answers[name][0].Text))];
    }
}
