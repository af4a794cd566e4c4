using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>Which questions of the bank estimates come from, and which ones are asked: never the same.</summary>
internal sealed class QuestionSplit
{
    /// <summary>Graded questions of each task that quality is estimated from, about what a profile has.</summary>
    public const int ProbesPerTask = 30;

    private readonly Dictionary<string, Question[]> _probes;

    public QuestionSplit(long seed, int limit)
    {
        var byTask = QuestionBank
            .Standard.Questions.OrderBy(question =>
                SimulationRandom.Hash(unchecked((ulong)seed), ["split", question.Id])
            )
            .GroupBy(question => question.Task, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        _probes = byTask.ToDictionary(
            group => group.Key,
            group => group.Take(ProbesPerTask).ToArray(),
            StringComparer.Ordinal
        );
        Asked =
        [
            .. byTask
                .SelectMany(group => group.Skip(ProbesPerTask))
                .OrderBy(question => SimulationRandom.Hash(unchecked((ulong)seed), ["order", question.Id]))
                .Take(limit),
        ];
    }

    public IReadOnlyList<Question> Asked { get; }

    public IReadOnlyList<Question> Probes(string task) => _probes[task];
}
