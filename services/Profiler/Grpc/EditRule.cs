using System.Collections.Immutable;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Models;

namespace Orchestrator.Profiler.Grpc;

/// <summary>Checks what operators set for a model.</summary>
internal static class EditRule
{
    private const uint PriorityMax = 10;

    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT, with the field that is wrong.</exception>
    public static ModelEdit Read(EditModelRequest request)
    {
        if (request is { HasPriority: true, Priority: < 1 or > PriorityMax })
        {
            throw Refusal.Field("priority", $"must be from 1 to {PriorityMax}");
        }

        if (request is { HasVramRequiredBytes: true, VramRequiredBytes: > long.MaxValue })
        {
            throw Refusal.Field("vram_required", $"must be at most {long.MaxValue} bytes");
        }

        return new ModelEdit(
            request.OptimalFor is { } optimal ? Tasks(optimal) : null,
            request.HasPriority ? request.Priority : null,
            request.HasEnabled ? request.Enabled : null,
            request.HasVramRequiredBytes ? request.VramRequiredBytes : null,
            request.HasPinned ? request.Pinned : null
        );
    }

    private static ImmutableArray<string> Tasks(OptimalFor optimal) =>
        optimal.Tasks.All(TaskAbilities.Tasks.Contains)
            ? [.. optimal.Tasks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : throw Refusal.Field("optimal_for", $"must be a list of tasks: {string.Join(", ", TaskAbilities.Tasks)}");
}
