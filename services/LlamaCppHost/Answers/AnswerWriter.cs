using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Runs a call on a loaded model and sends what it writes, piece by piece.</summary>
internal sealed partial class AnswerWriter(
    ModelPool pool,
    WaitingRoom room,
    TimeProvider clock,
    ILogger<AnswerWriter> logger
)
{
    /// <exception cref="WireException">The call cannot be run; nothing was sent yet.</exception>
    public async Task RunAsync(HttpContext context, AnswerCall call)
    {
        if (call is { IsEmpty: true, KeepAlive: { } none } && none == TimeSpan.Zero)
        {
            pool.Unload(call.Model.Id);
            await SendAsync(context, call, AnswerLine.Ended(call, "unload", clock));
            return;
        }

        var times = new AnswerTimes(clock);
        using var use = await pool.UseAsync(call.Model, call.Wish, context.RequestAborted) ?? throw Busy();
        CheckCanAnswer(call, use);
        var slot = await use.TakeSlotAsync(room, context.RequestAborted) ?? throw Busy();
        times.Loaded(use.LoadTime);
        var session = await OffThisThread(() => Session(call, use, slot));
        if (call.IsEmpty)
        {
            await SendAsync(context, call, AnswerLine.Ended(call, "load", clock));
            return;
        }

        await AnswerAsync(context, call, use, session, times);
    }

    private async Task AnswerAsync(
        HttpContext context,
        AnswerCall call,
        ModelUse use,
        LlamaSession session,
        AnswerTimes times
    )
    {
        var hangUp = context.RequestAborted;
        var prompt = await OffThisThread(() => Prompt(call, use, session));
        times.ReadingStarts();
        var limits = new AnswerLimits(call.Options.AnswerTokens, call.Options.Stops);
        using var answer = await OffThisThread(() => session.Start(prompt, limits, call.Options.Sampling, hangUp));
        times.WritingStarts();
        var sink = new AnswerSink(context, call, clock);
        try
        {
            // A thread of the pool for each token, not for each answer: a slow reader holds none.
            while (await OffThisThread(() => answer.Next(hangUp)) is { } text)
            {
                await sink.AddAsync(text);
            }
        }
        catch (OperationCanceledException) when (hangUp.IsCancellationRequested)
        {
            LogHungUp(call.Model.Id.ToString(), answer.OutputTokens);
            throw;
        }

        times.Ends();
        await sink.EndAsync(line => line.With(answer, prompt.Length, times));
    }

    private static LlamaSession Session(AnswerCall call, ModelUse use, ModelSlot slot) =>
        slot.Session(use.Model.Shape(call.Options.ContextTokens, call.Options.Threads));

    private int[] Prompt(AnswerCall call, ModelUse use, LlamaSession session)
    {
        var text = call.RawPrompt ?? Templated(call, use.Model.Native.ChatTemplate);
        var tokens = use.Vocabulary.Tokenize(text, addStart: true, readMarks: true);
        if (tokens.Length >= session.ContextTokens && !call.MayCut)
        {
            throw new WireException(WireError.Bad("the input length exceeds the context length"));
        }

        return PromptCut.Fit(tokens, session.ContextTokens, call.Options.AnswerTokens, call.Options.KeptTokens);
    }

    private string Templated(AnswerCall call, string? template)
    {
        var prompt = PromptTemplate.Apply(template, call.Turns, out var isKnown);
        if (!isKnown)
        {
            LogPlain(call.Model.Id.ToString());
        }

        return prompt;
    }

    private static void CheckCanAnswer(AnswerCall call, ModelUse use)
    {
        if (!use.Model.CanAnswer)
        {
            throw new WireException(
                WireError.Bad($"\"{call.ModelName}\" does not support {(call.IsChat ? "chat" : "generate")}")
            );
        }
    }

    private static Task SendAsync(HttpContext context, AnswerCall call, AnswerResponse line) =>
        call.IsStreamed
            ? WireExchange.LineAsync(context, line, context.RequestAborted)
            : WireExchange.OkAsync(context, line);

    // Computing must not hold the thread that serves the connection.
    private static Task<T> OffThisThread<T>(Func<T> compute) => Task.Run(compute, CancellationToken.None);

    private static WireException Busy() => new(WireError.Busy);

    [LoggerMessage(3722, LogLevel.Debug, "A caller of {Model} hung up after {Tokens} tokens.")]
    private partial void LogHungUp(string model, int tokens);

    [LoggerMessage(3721, LogLevel.Debug, "Model {Model} has no template that llama.cpp knows: plain lines are taken.")]
    private partial void LogPlain(string model);
}
