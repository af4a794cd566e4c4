using Orchestrator.Gateway.Edge;

namespace Orchestrator.Gateway.Ollama;

internal static class VersionEndpoints
{
    /// <summary>The version of Ollama whose HTTP API this dialect follows: clients compare it before they use a feature.</summary>
    private const string FollowedVersion = "0.33.0";

    private static readonly string[] _getAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOllamaVersion(this IEndpointRouteBuilder app)
    {
        app.MapOnly("/", _getAndHead, () => Results.Text("Ollama is running"));
        app.MapOnly(
            "/api/version",
            _getAndHead,
            () => Results.Text($$"""{"version":"{{FollowedVersion}}"}""", "application/json")
        );
    }
}
