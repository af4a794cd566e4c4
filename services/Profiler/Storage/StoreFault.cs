using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orchestrator.Profiler.Storage;

/// <summary>Tells a database that does not serve from a mistake of ours. Pure.</summary>
internal static class StoreFault
{
    public static bool IsAway(Exception exception) =>
        exception
            is DbException
                or SocketException
                or TimeoutException
                or DbUpdateException
                or RetryLimitExceededException
        || (exception.InnerException is { } inner && IsAway(inner));
}
