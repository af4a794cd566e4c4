using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Gateway.Ollama;

internal static class VersionEndpoints
{
    /// <summary>The version of Ollama whose HTTP API this dialect follows: clients compare it before they use a feature.</summary>
    private const string FollowedVersion = "0.33.0";

    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOllamaVersion(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", GetAndHead, () => Results.Text("Ollama is running"));
        app.MapMethods(
            "/api/version",
            GetAndHead,
            () => Results.Text($$"""{"version":"{{FollowedVersion}}"}""", "application/json")
        );
    }
}
