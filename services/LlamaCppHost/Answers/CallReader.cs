using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Models;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Checks requests. What llama.cpp cannot do here is refused by the name of its field, never silently left out.</summary>
internal sealed class CallReader(ModelCatalog catalog, IOptions<LlamaCppOptions> options)
{
    /// <exception cref="WireException">The request is wrong.</exception>
    public AnswerCall Chat(ChatRequest request)
    {
        // As Ollama: chat says that the name is missing, generate that there is no such model.
        if (string.IsNullOrWhiteSpace(request.Model))
        {
            throw new WireException(WireError.ModelRequired);
        }

        RefuseIf(request.Tools is { Length: > 0 }, request.Model, "tools", "tools");
        return Shared(request) with { IsChat = true, Turns = Turns(request) };
    }

    /// <exception cref="WireException">The request is wrong.</exception>
    public AnswerCall Generate(GenerateRequest request)
    {
        RefuseIf(request.Images is { Length: > 0 }, request.Model, "vision", "images");
        RefuseIf(!string.IsNullOrEmpty(request.Suffix), request.Model, "insert", "suffix");
        RefuseIf(!string.IsNullOrEmpty(request.Template), request.Model, "templates of a request", "template");
        RefuseIf(request.Context is { Length: > 0 }, request.Model, "the tokens of an earlier answer", "context");
        var call = Shared(request);
        if (string.IsNullOrEmpty(request.Prompt))
        {
            return call;
        }

        return request.Raw == true
            ? call with
            {
                RawPrompt = request.Prompt,
            }
            : call with
            {
                Turns = [.. SystemTurn(request.System), ("user", request.Prompt)],
            };
    }

    /// <exception cref="WireException">There is no such model.</exception>
    public ModelFile Model(string? name) => catalog.Find(name) ?? throw new WireException(WireError.NotFound(name));

    private AnswerCall Shared(AnswerRequest request)
    {
        var model = Model(request.Model);
        RefuseIf(request.Think is { } think && IsOn(think), request.Model, "thinking", "think");
        RefuseIf(request.Logprobs == true, request.Model, "logprobs", "logprobs");
        var wanted = AnswerOptions.Read(request.Options, options.Value.MaxStops);
        return new AnswerCall
        {
            Model = model,
            ModelName = request.Model ?? "",
            Options = wanted with { Sampling = wanted.Sampling with { Grammar = Grammar(request) } },
            KeepAlive = KeepAliveText.Read(request.KeepAlive),
            IsStreamed = request.Stream ?? true,
            MayCut = request.Truncate ?? true,
        };
    }

    private ImmutableArray<(string Role, string Text)> Turns(ChatRequest request)
    {
        var messages = request.Messages ?? [];
        if (messages.Length > options.Value.MaxMessages)
        {
            throw new WireException(WireError.Bad($"messages has more than {options.Value.MaxMessages} items"));
        }

        return [.. messages.Select((message, at) => Turn(message, at, request.Model))];
    }

    private static (string Role, string Text) Turn(ChatMessage? message, int at, string? model)
    {
        var role = message?.Role?.ToLowerInvariant();
        RefuseIf(role == "tool", model, "tools", $"messages[{at}].role");
        RefuseIf(message?.ToolCalls is { Length: > 0 }, model, "tools", $"messages[{at}].tool_calls");
        RefuseIf(message?.Images is { Length: > 0 }, model, "vision", $"messages[{at}].images");
        return role is "system" or "user" or "assistant"
            ? (role, message?.Content ?? "")
            : throw new WireException(WireError.Bad($"messages[{at}].role is none of system, user, assistant"));
    }

    private static IEnumerable<(string Role, string Text)> SystemTurn(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [("system", text)];

    private static string? Grammar(AnswerRequest request) =>
        request.Format switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } format when format.ValueEquals("") => null,
            { ValueKind: JsonValueKind.String } format when format.ValueEquals("json") => JsonGrammar.Rules,
            { ValueKind: JsonValueKind.Object } => throw new WireException(
                WireError.NotSupported(request.Model, "a JSON schema, only \"json\"", "format")
            ),
            _ => throw new WireException(WireError.Bad("format is neither \"json\" nor a JSON schema")),
        };

    // "none" and false both turn thinking off, and nobody thinks here.
    private static bool IsOn(JsonElement think) =>
        think.ValueKind == JsonValueKind.True
        || (think.ValueKind == JsonValueKind.String && !think.ValueEquals("none"));

    private static void RefuseIf(bool isAsked, string? model, string what, string field)
    {
        if (isAsked)
        {
            throw new WireException(WireError.NotSupported(model, what, field));
        }
    }
}
