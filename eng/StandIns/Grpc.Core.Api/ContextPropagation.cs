namespace Grpc.Core;

/// <summary>What of a server call goes over to the calls that its handler makes.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    public static readonly ContextPropagationOptions Default = new();

    public bool IsPropagateDeadline { get; } = propagateDeadline;

    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

/// <summary>Opaque; only a server implementation makes one.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken() { }
}
