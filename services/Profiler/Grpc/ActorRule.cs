using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Profiler.Grpc;

/// <summary>Who asks, as the audit writes it.</summary>
internal static class ActorRule
{
    private const int CharsMax = 200;
    private const string Nobody = "unknown";

    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: it is no name.</exception>
    public static string NameOf(Actor? actor)
    {
        var name = actor?.Name ?? "";
        if (name.Length > CharsMax || name.Any(char.IsControl))
        {
            throw Refusal.Field("actor", $"must be a name of at most {CharsMax} characters");
        }

        return name.Length > 0 ? name : Nobody;
    }
}
