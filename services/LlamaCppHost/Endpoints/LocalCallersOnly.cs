using System.Net;

namespace Orchestrator.LlamaCppHost.Endpoints;

/// <summary>Refuses Host headers that are not of this machine: a web page could otherwise reach the host by DNS rebinding.</summary>
internal static class LocalCallersOnly
{
    public static void UseLocalCallersOnly(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (IsLocal(context.Request.Host.Host))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
