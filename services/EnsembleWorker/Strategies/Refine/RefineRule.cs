namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>Who verifies, when to stop, and which version is the answer. Pure.</summary>
internal static class RefineRule
{
    /// <summary>
    /// Who verifies what <paramref name="author"/> has written, in the order in which they are asked: models of other families, then
    /// other models, then, where there is no other, the author itself.
    /// </summary>
    public static IReadOnlyList<string> Verifiers(IReadOnlyList<RunModel> models, string author)
    {
        var family = FamilyOf(models, author);
        var others = models
            .Where(model => !Same(model.Name, author))
            .OrderBy(model => Same(model.Family, family))
            .Select(model => model.Name)
            .ToList();
        return others.Count > 0 ? others : [author];
    }

    public static bool IsSameFamily(IReadOnlyList<RunModel> models, string one, string other) =>
        Same(one, other) || Same(FamilyOf(models, one), FamilyOf(models, other));

    /// <summary>Whether there is another fix.</summary>
    /// <param name="versions">All so far, the last one with what became of its verdict.</param>
    /// <param name="isRoundLeft">Whether the rounds are not used up.</param>
    /// <param name="hasNews">Whether the user has said something since the last version was begun.</param>
    /// <param name="isAffordable">Whether the run may still use as much as a round costs.</param>
    public static RefineNext Next(
        IReadOnlyList<RefineVersion> versions,
        bool isRoundLeft,
        bool hasNews,
        bool isAffordable
    )
    {
        var stop =
            (hasNews ? null : WhyDone(versions))
            ?? (isRoundLeft ? null : "rounds_used")
            ?? (isAffordable ? null : StepCauses.BudgetExhausted);
        return stop is null ? new RefineNext(true, hasNews ? "user_message" : "problems") : new RefineNext(false, stop);
    }

    /// <returns>Why a fix is no new version; null when it is one.</returns>
    public static string? WhyNoVersion(StepResult fix, RefineVersion before) =>
        !fix.IsCompleted ? "fix_failed"
        : string.IsNullOrWhiteSpace(fix.Text) ? "fix_empty"
        : fix.Text.AsSpan().Trim().SequenceEqual(before.Step.Text.AsSpan().Trim()) ? "text_unchanged"
        : null;

    /// <summary>
    /// The version that its verdict speaks best of: one that passed, then one that nobody could verify, then one that was refuted. Of
    /// those that passed the one with the surest verdict, of the refuted ones the one with the fewest problems, then with the least sure
    /// verdict; of equal ones the later.
    /// </summary>
    public static RefineVersion Best(IReadOnlyList<RefineVersion> versions) =>
        versions
            .Select((version, at) => (version.Verdict, at))
            .OrderBy(each =>
                each.Verdict is not { } verdict ? 1
                : verdict.Passed ? 0
                : 2
            )
            .ThenBy(each => each.Verdict is { Passed: false } verdict ? verdict.Problems.Count : 0)
            .ThenByDescending(each => Sureness(each.Verdict))
            .ThenByDescending(each => each.at)
            .Select(each => versions[each.at])
            .First();

    private static string? WhyDone(IReadOnlyList<RefineVersion> versions) =>
        versions[^1].Verdict is not { } verdict ? versions[^1].WhyUnverified
        : verdict.Passed ? "passed"
        : versions.SkipLast(1).Any(earlier => earlier.Verdict?.Repeats(verdict) == true) ? "verdict_repeats"
        : null;

    private static double Sureness(RefineVerdict? verdict)
    {
        var stated = verdict?.Confidence ?? RunModel.UnknownQuality;
        return verdict?.Passed == false ? -stated : stated;
    }

    // A model that the run does not know is a family of its own.
    private static string FamilyOf(IEnumerable<RunModel> models, string name) =>
        models.FirstOrDefault(model => Same(model.Name, name))?.Family ?? name;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
