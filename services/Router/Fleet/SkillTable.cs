using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Fleet;

/// <summary>A model's skills by the digest of its weights, task and language: decisions look them up, never search.</summary>
internal sealed class SkillTable(IReadOnlyList<SkillFigure> skills)
{
    // As the profiler names them; a mixed text is Korean with English words in it more often than not.
    private static readonly string[] _languages = ["ko", "en", "other"];

    // Made at the first look: the registry may name far more models than are ever asked for. Two threads make the same.
    private Dictionary<string, QualityEstimate?[]>? _byDigest;

    /// <returns>Null where the profiler says nothing.</returns>
    public QualityEstimate? Find(string digest, TaskType task, TextLanguage language)
    {
        if (skills.Count == 0)
        {
            return null;
        }

        var place = language switch
        {
            TextLanguage.Korean or TextLanguage.Mixed => 0,
            TextLanguage.English => 1,
            _ => 2,
        };
        var byDigest = _byDigest ??= Index(skills);
        return byDigest.TryGetValue(digest, out var figures) ? figures[((int)task * _languages.Length) + place] : null;
    }

    private static Dictionary<string, QualityEstimate?[]> Index(IReadOnlyList<SkillFigure> skills)
    {
        var byDigest = new Dictionary<string, QualityEstimate?[]>(StringComparer.Ordinal);
        foreach (var skill in skills)
        {
            var (task, language) = (TaskNames.IndexOf(skill.Task), Array.IndexOf(_languages, skill.Language));
            if (task < 0 || language < 0 || !double.IsFinite(skill.Score) || !double.IsFinite(skill.StandardError))
            {
                continue;
            }

            if (!byDigest.TryGetValue(skill.Digest, out var figures))
            {
                byDigest.Add(skill.Digest, figures = new QualityEstimate?[TaskNames.Count * _languages.Length]);
            }

            figures[(task * _languages.Length) + language] = new QualityEstimate(
                Math.Clamp(skill.Score, 0, 1),
                Math.Clamp(skill.StandardError, 0, 0.5),
                QualitySources.Profile
            );
        }

        return byDigest;
    }
}
