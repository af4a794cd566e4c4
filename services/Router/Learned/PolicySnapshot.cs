using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Learned;

/// <summary>
/// What Learning published at one moment, never changed. A model is looked up for the task, language and difficulty of the
/// request, else for its task, else over all requests, else it is what the profile says: each level is there as soon as
/// something was seen on it, and the narrow ones take longest (a hierarchical model with the levels' means as published).
/// </summary>
internal sealed class PolicySnapshot : IModelPosterior
{
    private const int Everything = 0;
    private static readonly int _languages = Enum.GetValues<TextLanguage>().Length;
    private static readonly int _perTask = 1 + (_languages * DifficultyBands.Count);

    private readonly Dictionary<string, Dictionary<int, (double Mean, double Error)>> _arms = new(
        StringComparer.Ordinal
    );

    /// <param name="version">Grows with each publication; 0 is kept for "nothing".</param>
    /// <param name="cells">Figures that are none, or out of range, are left out.</param>
    /// <param name="armsMax">Models that are taken in.</param>
    public PolicySnapshot(ulong version, IEnumerable<LearnedCell> cells, int armsMax)
    {
        Version = version;
        foreach (var cell in cells.Where(IsUsable))
        {
            if (!_arms.TryGetValue(cell.Digest, out var arm))
            {
                if (_arms.Count >= armsMax)
                {
                    continue;
                }

                _arms.Add(cell.Digest, arm = []);
            }

            arm[IndexOf(cell.Kind)] = (cell.Mean, Math.Sqrt(cell.Variance));
        }
    }

    public ulong Version { get; }

    public int Arms => _arms.Count;

    public QualityEstimate Of(
        string digest,
        TaskType task,
        TextLanguage language,
        double difficulty,
        QualityEstimate prior
    )
    {
        if (!_arms.TryGetValue(digest, out var arm))
        {
            return prior;
        }

        if (arm.TryGetValue(IndexOf(task, language, DifficultyBands.Of(difficulty)), out var narrow))
        {
            return Learned(narrow);
        }

        return arm.TryGetValue(IndexOf(task), out var wide) || arm.TryGetValue(Everything, out wide)
            ? DifficultyShift.Apply(Learned(wide), difficulty)
            : prior;
    }

    private static QualityEstimate Learned((double Mean, double Error) cell) =>
        new(cell.Mean, cell.Error, QualitySources.Learned);

    private static bool IsUsable(LearnedCell cell) =>
        cell.Digest.Length > 0 && cell.Mean is >= 0 and <= 1 && cell.Variance is >= 0 and <= 1;

    private static int IndexOf(RequestKind? kind) =>
        kind is not { } known ? Everything
        : known.Narrow is { } narrow ? IndexOf(known.Task, narrow.Language, narrow.Difficulty)
        : IndexOf(known.Task);

    private static int IndexOf(TaskType task) => 1 + ((int)task * _perTask);

    private static int IndexOf(TaskType task, TextLanguage language, DifficultyBand difficulty) =>
        IndexOf(task) + 1 + ((int)language * DifficultyBands.Count) + (int)difficulty;
}
