// The genuine assembly has this type in the namespace of the other one.
namespace Grpc.Core;

/// <summary>State of a channel with client-side load balancing.</summary>
public enum ConnectivityState
{
    Idle = 0,
    Connecting = 1,
    Ready = 2,
    TransientFailure = 3,
    Shutdown = 4,
}
