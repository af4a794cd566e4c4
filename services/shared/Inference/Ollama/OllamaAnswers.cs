using System.Globalization;
using System.Text.Json;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Orchestrator.Inference.Ollama;

/// <summary>OllamaSharp's answers as our records.</summary>
internal static class OllamaAnswers
{
    private const long NanosecondsPerTick = 100;

    public static IEnumerable<ChatDelta> Deltas(ChatResponseStream chunk)
    {
        if (chunk.Message?.Thinking is { Length: > 0 } thinking)
        {
            yield return new ChatDelta.Thinking(thinking);
        }

        if (chunk.Message?.Content is { Length: > 0 } text)
        {
            yield return new ChatDelta.Text(text);
        }

        if (chunk.Message?.ToolCalls is { } calls && calls.Any())
        {
            yield return new ChatDelta.ToolCalls([.. calls.Select(ToToolCall)]);
        }

        if (chunk is ChatDoneResponseStream done)
        {
            yield return Finished(done);
        }
    }

    public static EmbedAnswer Embeddings(EmbedResponse answer) =>
        new(
            [.. (answer.Embeddings ?? []).Select(vector => new ReadOnlyMemory<float>(vector))],
            new TokenUsage(Math.Max(0, answer.PromptEvalCount ?? 0), 0),
            new CallTimings(Span(answer.TotalDuration ?? 0), Span(answer.LoadDuration ?? 0), default, default)
        );

    /// <summary>A replica may say anything: below zero is nothing, or every statistic is ruined.</summary>
    public static TimeSpan Span(long nanoseconds) => TimeSpan.FromTicks(Math.Max(0, nanoseconds) / NanosecondsPerTick);

    /// <summary>A name that we cannot read is left out: nobody could ask for that model.</summary>
    public static IReadOnlyList<InstalledModel> Installed(IEnumerable<Model>? models) =>
        [
            .. from model in models ?? []
            let id = IdOf(model)
            where id is not null
            select new InstalledModel(
                id.Value,
                model.Digest ?? string.Empty,
                model.Size,
                Time(model.ModifiedAt),
                Shape(model.Details)
            ),
        ];

    public static IReadOnlyList<LoadedModel> Loaded(IEnumerable<RunningModel>? models) =>
        [
            .. from model in models ?? []
            let id = IdOf(model)
            where id is not null
            select new LoadedModel(
                id.Value,
                model.Digest ?? string.Empty,
                model.Size,
                model.SizeVram,
                model.ContextLength,
                Time(model.ExpiresAt),
                Shape(model.Details)
            ),
        ];

    public static ModelCard Card(ModelId id, ShowModelResponse answer) =>
        new()
        {
            Id = id,
            Shape = Shape(answer.Details),
            Capabilities = answer.Capabilities ?? [],
            Architecture = answer.Info?.Architecture,
            ParameterCount = answer.Info?.ParameterCount,
            ContextLengthMax = Number(answer.Info, "context_length"),
            EmbeddingLength = Number(answer.Info, "embedding_length"),
            Template = answer.Template,
            Licence = LicenceName.Of(answer.License),
        };

    public static PullProgress Progress(PullModelResponse line) =>
        new(line.Status ?? string.Empty, line.Digest, line.Completed, line.Total);

    private static ChatDelta.Finished Finished(ChatDoneResponseStream done) =>
        new(
            Reason(done.DoneReason),
            new TokenUsage(Math.Max(0, done.PromptEvalCount), Math.Max(0, done.EvalCount)),
            new CallTimings(
                Span(done.TotalDuration),
                Span(done.LoadDuration),
                Span(done.PromptEvalDuration),
                Span(done.EvalDuration)
            )
        );

    private static FinishReason Reason(string? reason) =>
        reason switch
        {
            "stop" => FinishReason.Stop,
            "length" => FinishReason.Length,
            "load" => FinishReason.Loaded,
            "unload" => FinishReason.Unloaded,
            _ => FinishReason.Unknown,
        };

    private static ToolCall ToToolCall(Message.ToolCall call) =>
        new(
            call.Id,
            call.Function?.Name ?? string.Empty,
            JsonSerializer.SerializeToElement(call.Function?.Arguments ?? new Dictionary<string, object?>())
        );

    private static ModelId? IdOf(Model model) =>
        ModelId.TryParse(model.Name ?? model.ModelName, out var id) ? id : null;

    private static ModelShape Shape(Details? details) =>
        new(
            details?.Family ?? string.Empty,
            details?.Format ?? string.Empty,
            details?.ParameterSize ?? string.Empty,
            details?.QuantizationLevel ?? string.Empty
        );

    // A time without offset is UTC; one with an offset was made local by the JSON reader.
    private static DateTimeOffset Time(DateTime time) =>
        new(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time);

    private static int? Number(ModelInfo? info, string name) =>
        info?.ExtraInfo is { } extra
        && extra.TryGetValue($"{info.Architecture}.{name}", out var value)
        && int.TryParse(
            Convert.ToString(value, CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
