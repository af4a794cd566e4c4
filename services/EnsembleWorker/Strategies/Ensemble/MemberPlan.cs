using System.Globalization;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Who takes part. Pure: from the request and the options alone.</summary>
/// <param name="Members">In the router's order, further samples of the best one at the end.</param>
/// <param name="Best">The member of which the best answer is expected.</param>
/// <param name="Mix">One of <see cref="MemberMix"/>.</param>
/// <param name="Reserve">The run's other models: those that could be members first.</param>
internal sealed record MemberPlan(
    IReadOnlyList<Member> Members,
    RunModel Best,
    string Mix,
    IReadOnlyList<RunModel> Reserve
)
{
    private const int MembersMax = 16;

    public static MemberPlan Of(StartRunRequest request, IReadOnlyList<RunModel> models, EnsembleOptions options)
    {
        var wanted = Wanted(request, models.Count, options);
        // Of several equally good ones the router's first.
        var best = models.MaxBy(model => model.Quality)!;
        var admitted = models.Where(model => Admission.IsAdmitted(model, best, options)).ToList();
        var taken = Admission.ResidentFirst(admitted, options.ResidentMargin).Take(wanted).ToHashSet();
        var distinct = admitted.Where(taken.Contains).ToList();
        var samples = Enumerable.Repeat(best, wanted - distinct.Count);
        List<RunModel> reserve = [.. admitted.Where(model => !taken.Contains(model)), .. models.Except(admitted)];
        var members = distinct
            .Concat(samples)
            .Select(
                (model, at) =>
                    new Member(StepOf(at), model, at >= distinct.Count)
                    {
                        Instead = Strategies.Reserve.Of(reserve, at, wanted, options.MaxReplacements),
                    }
            );
        return new MemberPlan([.. members], best, MemberMix.Of(distinct.Count, wanted), reserve);
    }

    /// <summary>The model whose text a step has: a replacement's, or the member's own.</summary>
    public RunModel ModelOf(Member member, StepResult result) =>
        result.Replaced.Count == 0
            ? member.Model
            : Reserve.FirstOrDefault(model => model.Name.Equals(result.Model, StringComparison.OrdinalIgnoreCase))
                ?? member.Model;

    /// <param name="candidates">Results of members, at least one.</param>
    /// <returns>The model of which the best answer is expected, of those that have answered.</returns>
    public RunModel BestOf(IEnumerable<StepResult> candidates) => ModelsWith(candidates).MaxBy(model => model.Quality)!;

    /// <param name="candidates">Results of members.</param>
    /// <returns>The names of the models that wrote them.</returns>
    public IReadOnlyList<string> ModelsOf(IEnumerable<StepResult> candidates) =>
        [.. ModelsWith(candidates).Select(model => model.Name)];

    private IEnumerable<RunModel> ModelsWith(IEnumerable<StepResult> candidates) =>
        Members.Join(candidates, member => member.Step, result => result.Step, ModelOf, StringComparer.Ordinal);

    private static string StepOf(int at) => string.Create(CultureInfo.InvariantCulture, $"member-{at + 1}");

    // One call is kept for the synthesis. Who is told a number gets it, by further samples if there are not so many models.
    private static int Wanted(StartRunRequest request, int models, EnsembleOptions options)
    {
        var asked =
            request.Members > 0 ? (int)Math.Min(request.Members, MembersMax) : Math.Min(options.Members, models);
        return Math.Min(asked, Math.Max(1, SpendRule.CallsOf(request) - 1));
    }
}

/// <summary>Where the members' answers come from.</summary>
internal static class MemberMix
{
    /// <summary>Each from another model.</summary>
    public const string Mixed = "mixed";

    /// <summary>Models that would weaken the answer were left out; samples of the best one take their places.</summary>
    public const string Filled = "filled";

    /// <summary>All are samples of the best model.</summary>
    public const string Resampled = "resampled";

    public static string Of(int distinct, int members) =>
        distinct == members ? Mixed
        : distinct == 1 ? Resampled
        : Filled;
}
