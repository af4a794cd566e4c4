using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Runs /api/embed.</summary>
internal sealed class EmbedWriter(
    CallReader reader,
    ModelPool pool,
    WaitingRoom room,
    IOptions<LlamaCppOptions> options,
    TimeProvider clock
)
{
    /// <exception cref="WireException">The call cannot be run.</exception>
    public async Task<EmbedResponse> RunAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        var arrived = clock.GetTimestamp();
        var model = reader.Model(request.Model);
        var texts = Texts(request.Input);
        var wanted = AnswerOptions.Read(request.Options, options.Value.MaxStops);
        var wish = new ModelWish(wanted.GpuLayers, KeepAliveText.Read(request.KeepAlive));
        using var use = await pool.UseAsync(model, wish, cancellationToken) ?? throw new WireException(WireError.Busy);
        var slot = await use.TakeSlotAsync(room, cancellationToken) ?? throw new WireException(WireError.Busy);
        var count = 0;
        var vectors = await Task.Run(
            () =>
            {
                var embedder = slot.Embedder(use.Model.Shape(wanted.ContextTokens, wanted.Threads));
                return texts.ConvertAll(text => Vector(text, request, use, embedder, ref count, cancellationToken));
            },
            CancellationToken.None
        );
        return new EmbedResponse(request.Model ?? "", vectors)
        {
            TotalDuration = AnswerLine.Nanoseconds(clock.GetElapsedTime(arrived)),
            LoadDuration = AnswerLine.Nanoseconds(use.LoadTime),
            PromptEvalCount = count,
        };
    }

    private static float[] Vector(
        string text,
        EmbedRequest request,
        ModelUse use,
        LlamaEmbedder embedder,
        ref int count,
        CancellationToken cancellationToken
    )
    {
        var tokens = use.Vocabulary.Tokenize(text, addStart: true, readMarks: false);
        if (tokens.Length > embedder.ContextTokens)
        {
            tokens =
                request.Truncate ?? true
                    ? tokens[..embedder.ContextTokens]
                    : throw new WireException(WireError.Bad("the input length exceeds the context length"));
        }

        count += tokens.Length;
        return tokens.Length == 0
            ? throw new WireException(WireError.Bad("input holds a text without any tokens"))
            : Shortened(embedder.Embed(tokens, cancellationToken), request.Dimensions);
    }

    private static float[] Shortened(float[] vector, int? dimensions) =>
        dimensions is > 0 and { } count && count < vector.Length
            ? LlamaEmbedder.Normalised(vector.AsSpan(0, count))
            : vector;

    private List<string> Texts(JsonElement? input)
    {
        var items = input switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } one ? [one] : [],
            { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => list.EnumerateArray()
                .Select(item => item.GetString() ?? "")
                .ToList(),
            _ => throw new WireException(WireError.Bad("invalid input type")),
        };
        return items.Count <= options.Value.MaxEmbedInputs
            ? items
            : throw new WireException(WireError.Bad($"input has more than {options.Value.MaxEmbedInputs} items"));
    }
}
