using Orchestrator.Inference;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Lines of an answer, in the shape of chat or of generate.</summary>
internal static class AnswerLine
{
    public static AnswerResponse Piece(AnswerCall call, string text, TimeProvider clock) =>
        new()
        {
            Model = call.ModelName,
            CreatedAt = clock.GetUtcNow(),
            Message = call.IsChat ? new AnswerMessage("assistant", text) : null,
            Response = call.IsChat ? null : text,
        };

    /// <summary>A last line without any numbers.</summary>
    public static AnswerResponse Ended(AnswerCall call, string reason, TimeProvider clock) =>
        Piece(call, "", clock) with
        {
            Done = true,
            DoneReason = reason,
        };

    /// <summary>The numbers of a whole answer.</summary>
    public static AnswerResponse With(
        this AnswerResponse line,
        LlamaAnswer answer,
        int promptTokens,
        AnswerTimes times
    ) =>
        line with
        {
            Done = true,
            DoneReason = answer.End == FinishReason.Length ? "length" : "stop",
            TotalDuration = Nanoseconds(times.Total),
            LoadDuration = Nanoseconds(times.Load),
            PromptEvalCount = promptTokens,
            PromptEvalDuration = Nanoseconds(times.Reading),
            EvalCount = answer.OutputTokens,
            EvalDuration = Nanoseconds(times.Writing),
        };

    public static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
