using Google.Protobuf.WellKnownTypes;

namespace Orchestrator.Profiler.Discovery;

internal static class Timestamps
{
    /// <returns>Null for none, and for one that is no date: protobuf carries such seconds, too.</returns>
    public static DateTimeOffset? Read(Timestamp? time)
    {
        try
        {
            return time?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
