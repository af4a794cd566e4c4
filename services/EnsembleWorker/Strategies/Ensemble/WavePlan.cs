using System.Collections.Frozen;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Who is asked together, and in which order. Pure.</summary>
internal static class WavePlan
{
    // Where an answer is usually a number, a name or a choice, two that agree may end the vote. For texts it never ends early: waiting
    // between waves would cost time and save nothing. What the answers really are is decided from the answers.
    private static readonly FrozenSet<string> _tasksWithShortAnswers = new[]
    {
        "math",
        "reasoning",
        "question_answering",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>Indices of members, wave by wave.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(
        StartRunRequest request,
        IReadOnlyList<Member> members,
        string writer,
        EnsembleOptions options
    )
    {
        var isOneModel = members.All(member => member.Model == members[0].Model);
        if (request.Sequential && !isOneModel)
        {
            return OneModelAtATime(members, writer);
        }

        var order = Enumerable.Range(0, members.Count).OrderBy(at => members[at].Model.Resident ? 0 : 1).ToList();
        return MayWait(request, options) ? Waves(order, options) : [order];
    }

    private static bool MayWait(StartRunRequest request, EnsembleOptions options) =>
        _tasksWithShortAnswers.Contains(request.Task)
        // Written so that a weight that is no number does not count as patience.
        && request.LatencyWeight < options.ImpatientLatencyWeight;

    private static List<IReadOnlyList<int>> Waves(List<int> order, EnsembleOptions options)
    {
        List<IReadOnlyList<int>> waves =
        [
            [.. order.Take(options.FirstWave)],
        ];
        waves.AddRange(order.Skip(options.FirstWave).Chunk(options.NextWave));
        return waves;
    }

    /// <remarks>
    /// Who is in memory first; of the others the writer last, because it writes the answer next and is in memory then. A writer that is
    /// in memory now loses nothing by going early: it has to be loaded again in either order once the others were. Samples of one model
    /// go together.
    /// </remarks>
    private static List<IReadOnlyList<int>> OneModelAtATime(IReadOnlyList<Member> members, string writer) =>
        [
            .. Enumerable
                .Range(0, members.Count)
                .GroupBy(at => members[at].Model.Name, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => members[group.First()].Model.Resident ? 0 : 1)
                .ThenBy(group => group.Key.Equals(writer, StringComparison.OrdinalIgnoreCase) ? 1 : 0)
                .ThenByDescending(group => group.First())
                .Select(group => group.ToList()),
        ];
}
