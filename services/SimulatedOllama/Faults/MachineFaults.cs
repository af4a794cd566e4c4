using System.Collections.Immutable;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>Changes the machine at run time, and changes it back when the faults are cleared.</summary>
internal sealed class MachineFaults(
    HostDriver host,
    ModelStore models,
    HostModels hostModels,
    Outage outage,
    TimeProvider clock
)
{
    private readonly Lock _gate = new();

    /// <summary>Newest first: taken back in the opposite order, each finds what it left.</summary>
    private readonly Stack<Action> _undo = [];

    /// <returns>Null, or why it cannot be done, beginning with the field that is wrong.</returns>
    public async Task<string?> ApplyAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.SlowDisk:
                SlowDown(fault.Factor);
                return null;
            case FaultKind.VramShrink:
                Shrink(fault.Bytes);
                return null;
            case FaultKind.Crash:
                await outage.CrashAsync(fault.Time);
                return null;
            default:
                return ChangeModels(fault.Kind, fault.Model ?? "");
        }
    }

    public void Restore()
    {
        lock (_gate)
        {
            while (_undo.TryPop(out var undo))
            {
                undo();
            }
        }

        outage.Restart();
    }

    private void SlowDown(double factor)
    {
        lock (_gate)
        {
            var before = host.State.Config.DiskBytesPerSecond;
            host.Reconfigure(config => config with { DiskBytesPerSecond = before / factor });
            _undo.Push(() => host.Reconfigure(config => config with { DiskBytesPerSecond = before }));
        }
    }

    private void Shrink(long bytes)
    {
        lock (_gate)
        {
            var before = host.State.Config.Gpus;
            host.Reconfigure(config => config with { Gpus = Without(before, bytes) });
            _undo.Push(() => host.Reconfigure(config => config with { Gpus = before }));
        }
    }

    private static ImmutableArray<GpuConfig> Without(ImmutableArray<GpuConfig> gpus, long bytes)
    {
        var left = bytes;
        var shrunk = ImmutableArray.CreateBuilder<GpuConfig>(gpus.Length);
        foreach (var gpu in gpus)
        {
            var taken = Math.Min(left, gpu.VramBytes);
            left -= taken;
            shrunk.Add(gpu with { VramBytes = gpu.VramBytes - taken });
        }

        return shrunk.MoveToImmutable();
    }

    private string? ChangeModels(FaultKind kind, string name)
    {
        lock (_gate)
        {
            var before = models.All.GetValueOrDefault(name);
            var error = kind == FaultKind.ModelAdded ? Add(name) : Change(kind, before);
            if (error is null)
            {
                _undo.Push(() => PutBack(name, before));
            }

            return error;
        }
    }

    private string? Add(string name) =>
        ModelCatalogue.Find(name) is not { } model ? $"model must be one of {string.Join(", ", ModelCatalogue.Names)}"
        : !models.Put(new StoredModel(hostModels.OnThisHost(model), clock.GetUtcNow(), ModelText.None))
            ? "model does not fit: the host has as many as it may have"
        : null;

    private string? Change(FaultKind kind, StoredModel? before)
    {
        if (before is null)
        {
            return "model is not on the host";
        }

        if (kind == FaultKind.ModelRemoved)
        {
            models.Remove(before.Model.Name);
        }
        else
        {
            // Derived from the old digest: replaced twice, it is another one again, and in a repetition the same.
            models.Put(
                before with
                {
                    Model = before.Model.Revised(before.Model.Digest),
                    ModifiedAt = clock.GetUtcNow(),
                }
            );
        }

        return null;
    }

    private void PutBack(string name, StoredModel? before)
    {
        if (before is null)
        {
            models.Remove(name);
        }
        else
        {
            models.Put(before);
        }
    }
}
