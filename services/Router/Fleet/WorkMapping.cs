using Google.Protobuf.Collections;
using WireLoad = Orchestrator.Contracts.Worker.V1.ModelLoad;
using WireWork = Orchestrator.Contracts.Worker.V1.ModelWork;

namespace Orchestrator.Router.Fleet;

/// <summary>What an owner says of its queue, in our own types, cut so that no sum of them overflows.</summary>
internal static class WorkMapping
{
    // Tokens of all calls of a model on one replica: far more than any queue holds.
    private const ulong MostTokens = 1_000_000_000;

    // Milliseconds: nothing waits or runs for longer.
    private const ulong MostTime = 7UL * 24 * 60 * 60 * 1_000;

    /// <param name="most">Models that the replica has.</param>
    public static IReadOnlyList<ModelWork> ToWork(RepeatedField<WireWork> work, int most) =>
        work.Count == 0 ? [] : [.. work.Where(one => one.Model.Length > 0).Take(most).Select(ToWork)];

    public static ModelLoading? ToLoading(WireLoad? load) =>
        load is { Model.Length: > 0 } ? new ModelLoading(ModelKey.Of(load.Model), ToTime(load.ForMs)) : null;

    private static ModelWork ToWork(WireWork work) =>
        new(
            ModelKey.Of(work.Model),
            OwnerUpdateMapping.ToInt(work.Running),
            OwnerUpdateMapping.ToInt(work.Waiting),
            ToTokens(work.WaitingPromptTokens),
            ToTokens(work.WaitingOutputTokens),
            ToTokens(work.RunningPromptTokens),
            ToTokens(work.RunningOutputTokens),
            ToTime(work.RunningForMs),
            ToTime(work.OldestWaitMs)
        );

    private static long ToTokens(ulong value) => (long)Math.Min(value, MostTokens);

    private static TimeSpan ToTime(ulong milliseconds) => TimeSpan.FromMilliseconds(Math.Min(milliseconds, MostTime));
}
