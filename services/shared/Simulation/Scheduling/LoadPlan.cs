using System.Collections.Immutable;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>What a load would take right now.</summary>
internal sealed record LoadPlan(
    SimulatedModel Model,
    int Context,
    int Slots,
    long SizeBytes,
    ImmutableArray<long> GpuBytes
)
{
    /// <summary>
    /// With all its slots, or with a single one where memory is short. The first model on a host may spill into main
    /// memory, a further one has to fit wholly.
    /// </summary>
    /// <returns>Null when another model has to give way, or when there is none and main memory is too small as well.</returns>
    public static LoadPlan? Make(HostState state, HostRequest request)
    {
        var model = state.Config.Models[request.Model];
        var context = ContextOf(state, request, model);
        var slots = MemoryEstimate.Slots(state.Config, model);
        return With(state, request, model, context, slots, Placement.Whole)
            ?? (slots > 1 ? With(state, request, model, context, 1, Placement.Whole) : null)
            ?? (state.Runners.IsEmpty ? With(state, request, model, context, 1, Placement.Spilled) : null);
    }

    public static int ContextOf(HostState state, HostRequest request, SimulatedModel model)
    {
        var retry = state.Retry?.RequestId == request.Id ? state.Retry.Context : null;
        return MemoryEstimate.Context(model, retry ?? request.Options.NumCtx ?? state.Config.DefaultContext);
    }

    public RunnerState ToRunner(HostState state, HostRequest request) =>
        new()
        {
            LoadId = state.LastLoadId + 1,
            Model = Model,
            Options = request.Options,
            ContextLength = Context,
            Slots = Slots,
            SizeBytes = SizeBytes,
            GpuBytes = GpuBytes,
            KeepAlive = request.KeepAlive ?? state.Config.DefaultKeepAlive,
            Caches = [.. Enumerable.Repeat(SlotCache.Fresh, Slots)],
            IsStalled = state.Config.IsDiskStuck,
        };

    private static LoadPlan? With(
        HostState state,
        HostRequest request,
        SimulatedModel model,
        int context,
        int slots,
        Func<HostState, long, long, ImmutableArray<long>?> place
    )
    {
        var size = MemoryEstimate.SizeBytes(state.Config, model, context, slots);
        var gpuBytes = state.Config.Gpus.IsEmpty ? 0 : GpuPart(model, request.Options.NumGpu, size);
        return place(state, size, gpuBytes) is { } placed ? new LoadPlan(model, context, slots, size, placed) : null;
    }

    /// <summary><c>num_gpu</c> counts layers, the output layer included; negative is all that fit.</summary>
    private static long GpuPart(SimulatedModel model, int layers, long sizeBytes) =>
        layers < 0 || layers > model.BlockCount ? sizeBytes : sizeBytes / (model.BlockCount + 1) * layers;
}
