using System.Collections.Immutable;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>One drawn world of a cell: its models, what is believed of them, and its questions.</summary>
internal sealed class BankWorld
{
    private const double KnownError = 0.01;

    // Profiles grade at temperature 0: the same answer whenever it is asked.
    private static readonly Sampling _probing = new(0, 0);

    private readonly QuestionSplit _split;
    private readonly bool _knowsSkills;
    private readonly Dictionary<string, ImmutableArray<TrialModel>> _models = new(StringComparer.Ordinal);

    public BankWorld(GridCell cell, long seed, EnsemblesSettings settings, QuestionSplit split)
    {
        Members = PoolMember.Pool(cell, settings.Members, seed);
        _split = split;
        _knowsSkills = settings.KnowsSkills;
    }

    public ImmutableArray<PoolMember> Members { get; }

    public IEnumerable<ITrial> Trials => _split.Asked.Select(question => new BankTrial(question, this));

    /// <summary>What is believed of the models for this task.</summary>
    public ImmutableArray<TrialModel> Models(string task)
    {
        if (!_models.TryGetValue(task, out var models))
        {
            var asked = _split.Asked.Where(question => question.Task == task).ToList();
            _models[task] = models = [.. Members.Select(member => Believed(member, task, asked))];
        }

        return models;
    }

    private TrialModel Believed(PoolMember member, string task, List<Question> asked)
    {
        var probes = _split.Probes(task);
        var right = probes.Count(question => AnswerDraw.Of(member.World, member.Model, question, _probing).IsRight);
        var belief = QualityGuess.Of(right, probes.Count);
        var known = asked.Average(member.RightProbability);
        return new TrialModel(
            member.Model.Name,
            member.Model.Family,
            _knowsSkills ? known : belief.Score,
            _knowsSkills ? KnownError : belief.StandardError,
            known,
            (ulong)member.Model.ParameterCount,
            BankTrial.UsualAnswerTokens
        );
    }
}
