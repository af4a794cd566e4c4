using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Gateway.Registry;

/// <summary>Who asks, for the audit. While there are no keys that is where a call comes from.</summary>
internal static class Actors
{
    public static Actor Of(HttpContext context) =>
        new() { Name = context.Connection.RemoteIpAddress is { } address ? $"gateway, from {address}" : "gateway" };
}
