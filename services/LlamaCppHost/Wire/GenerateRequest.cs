using System.Text.Json;

namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record GenerateRequest : AnswerRequest
{
    public string? Prompt { get; init; }

    public string? System { get; init; }

    public bool? Raw { get; init; }

    public string? Suffix { get; init; }

    public string? Template { get; init; }

    public JsonElement[]? Context { get; init; }

    public JsonElement[]? Images { get; init; }
}
